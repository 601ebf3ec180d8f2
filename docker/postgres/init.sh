#!/bin/sh
# Runs once, on an empty data folder: Weft's database under two roles, and the lake's own, which neither may enter the other's.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres \
  --set owner_password="$WEFT_OWNER_PASSWORD" --set app_password="$WEFT_APP_PASSWORD" --set lake_password="$LAKE_DB_PASSWORD" <<'SQL'
CREATE ROLE weft_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE weft_app LOGIN PASSWORD :'app_password';
CREATE ROLE lake LOGIN PASSWORD :'lake_password';
CREATE DATABASE weft OWNER weft_owner;
CREATE DATABASE lake OWNER lake;
REVOKE CONNECT, TEMPORARY ON DATABASE weft FROM PUBLIC;
REVOKE CONNECT, TEMPORARY ON DATABASE lake FROM PUBLIC;
REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC;
GRANT CONNECT ON DATABASE weft TO weft_app;
\connect lake
SET ROLE lake;
-- Trino uses the two tables of an Iceberg JDBC catalog, and does not make them.
CREATE TABLE IF NOT EXISTS iceberg_tables (
  catalog_name varchar(255) NOT NULL,
  table_namespace varchar(255) NOT NULL,
  table_name varchar(255) NOT NULL,
  metadata_location varchar(1000),
  previous_metadata_location varchar(1000),
  iceberg_type varchar(5),
  PRIMARY KEY (catalog_name, table_namespace, table_name)
);
CREATE TABLE IF NOT EXISTS iceberg_namespace_properties (
  catalog_name varchar(255) NOT NULL,
  namespace varchar(255) NOT NULL,
  property_key varchar(255) NOT NULL,
  property_value varchar(1000),
  PRIMARY KEY (catalog_name, namespace, property_key)
);
SQL
