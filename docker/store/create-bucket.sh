#!/bin/sh
# Makes the lake's bucket where it is missing; ends with a failure while the store is not up, and is then started again.
set -eu
echo 's3.bucket.list' | weed shell -master=store:9333 | grep -qw lake || echo 's3.bucket.create -name lake' | weed shell -master=store:9333
echo 's3.bucket.list' | weed shell -master=store:9333 | grep -qw lake
