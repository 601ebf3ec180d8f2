#!/bin/sh
# An S3 store that one key opens. The key comes from the environment and is written where only this process reads it.
set -eu
umask 077
cat > /tmp/s3.json <<JSON
{ "identities": [ { "name": "lake", "credentials": [ { "accessKey": "$LAKE_S3_KEY", "secretKey": "$LAKE_S3_SECRET" } ],
  "actions": ["Admin", "Read", "Write", "List", "Tagging"] } ] }
JSON
exec weed server -dir=/data -ip=store -ip.bind=0.0.0.0 -s3 -s3.port=8333 -s3.config=/tmp/s3.json
