#!/usr/bin/env bash
# Run once by the database image: the roles and the database described in docs/operating.md.
set -euo pipefail
owner=$(cat /run/secrets/owner_password)
web=$(cat /run/secrets/web_password)
psql --set ON_ERROR_STOP=1 --set owner="$owner" --set web="$web" -U postgres <<'SQL'
CREATE ROLE extranet_app NOLOGIN;
CREATE ROLE extranet_search NOLOGIN;
CREATE ROLE extranet_owner LOGIN PASSWORD :'owner';
CREATE ROLE extranet_web LOGIN PASSWORD :'web' IN ROLE extranet_app;
GRANT extranet_search TO extranet_owner WITH INHERIT FALSE, SET TRUE;
CREATE DATABASE extranet OWNER extranet_owner;
SQL
