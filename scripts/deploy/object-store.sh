#!/bin/sh
# Starts the S3-compatible object store with the one identity of the environment.
set -eu
umask 077
cat >/tmp/s3.json <<JSON
{"identities":[{"name":"video-home","credentials":[{"accessKey":"$S3_ACCESS_KEY","secretKey":"$S3_SECRET_KEY"}],"actions":["Admin","Read","List","Tagging","Write"]}]}
JSON
exec weed server -dir=/data -ip=objects -s3 -s3.port=8333 -s3.config=/tmp/s3.json
