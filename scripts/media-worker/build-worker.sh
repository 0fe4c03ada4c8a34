#!/usr/bin/env bash
#
# Builds mediasoup-worker from the source that is inside the `mediasoup` npm package, against
# Debian's own libraries. Needs no network besides the npm registry and Debian's packages.
#
#   build-worker.sh [--version 3.27.1] [--out FILE] [--jobs N] [--source DIR] [--force] [--no-apt] [--check]
#
#   --version  mediasoup version; default: the one installed in ./node_modules, else DEFAULT_VERSION
#   --out      where the binary goes; default .cache/mediasoup-worker-VERSION
#   --jobs     parallel compilers; default: the CPUs this process may use
#   --source   unpacked mediasoup package; default ./node_modules/mediasoup if its version fits,
#              else `npm pack` fetches it
#   --force    build even if a fitting binary is there
#   --no-apt   never call apt-get; fail if a package is missing
#   --check    only say, by exit code 0, whether FILE was built from these inputs; build nothing
#
# Run your server with MEDIASOUP_WORKER_BIN=FILE (or createWorker({ workerBin: FILE })), and have
# MEDIASOUP_WORKER_BIN set (to anything) during `npm install`, so that mediasoup's postinstall
# neither downloads nor builds.
#
# How: mediasoup's meson.build takes its dependencies from `subprojects/NAME.wrap` (downloads).
# Meson does not download when the directory named in the wrap is already there, so this script
# puts a shim of a few lines (shims/NAME) into each of these directories.
set -euo pipefail

DEFAULT_VERSION=3.27.1
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SHIMS=$HERE/shims
APT_PACKAGES=(g++ meson ninja-build pkg-config python3 libssl-dev libuv1-dev libsrtp2-dev libabsl-dev libflatbuffers-dev flatbuffers-compiler)

version='' out='' jobs='' source='' force=0 apt=1 check=0
while [ $# -gt 0 ]; do
	case $1 in
		--version) version=$2; shift 2 ;;
		--out) out=$2; shift 2 ;;
		--jobs) jobs=$2; shift 2 ;;
		--source) source=$2; shift 2 ;;
		--force) force=1; shift ;;
		--no-apt) apt=0; shift ;;
		--check) check=1; shift ;;
		-h|--help) sed -n '3,21p' "${BASH_SOURCE[0]}"; exit 0 ;;
		*) echo "unknown argument: $1" >&2; exit 2 ;;
	esac
done

say() { printf '[build-worker %3ds] %s\n' "$SECONDS" "$*"; }
die() { printf '[build-worker] ERROR: %s\n' "$*" >&2; exit 1; }
pkg_version() { node -p "require(process.argv[1]).version" "$1/package.json" 2>/dev/null || true; }

[ "$(uname -s)" = Linux ] || die 'Linux only; elsewhere let mediasoup download its prebuilt worker'

if [ -z "$version" ]; then
	version=$(pkg_version "${source:-$PWD/node_modules/mediasoup}")
	version=${version:-$DEFAULT_VERSION}
fi
out=$(realpath -m "${out:-.cache/mediasoup-worker-$version}")
jobs=${jobs:-$(nproc)}

# A worker that is started by hand (not by mediasoup) prints a complaint and exits with code 41:
# that proves that the binary loads with all its libraries.
runs() { local rc=0; env -u MEDIASOUP_VERSION "$1" >/dev/null 2>&1 </dev/null || rc=$?; [ "$rc" = 41 ]; }

# 1. Already built from the same inputs? These are the version, the steps from 3 on, and the shims.
key=$( { echo "$version"; sed -n '/^# 3\./,$p' "${BASH_SOURCE[0]}"; (cd "$SHIMS" && find . -type f | LC_ALL=C sort | xargs cat); } | sha256sum | cut -d' ' -f1)
if [ "$check" = 1 ]; then
	[ -x "$out" ] && [ "$(cat "$out.key" 2>/dev/null)" = "$key" ]
	exit
fi
if [ "$force" = 0 ] && [ -x "$out" ] && [ "$(cat "$out.key" 2>/dev/null)" = "$key" ] && runs "$out"; then
	say "up to date: $out"
	exit 0
fi

# 2. Debian packages.
missing=()
for p in "${APT_PACKAGES[@]}"; do
	[ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || missing+=("$p")
done
if [ ${#missing[@]} -gt 0 ]; then
	[ "$apt" = 1 ] || die "missing Debian packages: ${missing[*]}"
	sudo=''; [ "$(id -u)" = 0 ] || sudo=sudo
	install=($sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}")
	say "installing ${missing[*]}"
	"${install[@]}" >/dev/null || { say 'retrying after apt-get update'; $sudo apt-get update >/dev/null; "${install[@]}" >/dev/null; }
fi

# 3. mediasoup's source, copied (never edited in place).
work=$(mktemp -d "${TMPDIR:-/tmp}/mediasoup-worker.XXXXXX")
trap 'rm -rf "$work"' EXIT
if [ -z "$source" ] && [ "$(pkg_version "$PWD/node_modules/mediasoup")" = "$version" ]; then
	source=$PWD/node_modules/mediasoup
fi
if [ -z "$source" ]; then
	say "fetching mediasoup@$version from npm"
	(cd "$work" && npm pack "mediasoup@$version" --silent --ignore-scripts >/dev/null 2>&1 && tar xzf mediasoup-*.tgz) || die "npm pack mediasoup@$version failed"
	source=$work/package
fi
[ "$(pkg_version "$source")" = "$version" ] || die "$source is not mediasoup $version"
w=$work/worker
mkdir "$w"
tar -C "$source/worker" --exclude=./out --exclude=./prebuild -cf - . | tar -C "$w" -xf -

# 4. Shims in place of the downloads.
for dir in "$SHIMS"/*/; do
	name=$(basename "$dir")
	[ -f "$w/subprojects/$name.wrap" ] || die "mediasoup $version has no subproject $name: the shims fit 3.27"
	target=$(sed -n 's/^directory *= *//p' "$w/subprojects/$name.wrap")
	cp -r "$dir" "$w/subprojects/$target"
done

# 5. Two small edits.
#  a) Meson 1.0 (Debian 12) is enough.
sed -i "s/meson_version: '>= 1\.[0-9.]*'/meson_version: '>= 1.0.0'/" "$w/meson.build"
#  b) Debian's OpenSSL has kernel TLS switched on, so it asks the BIO that mediasoup writes to:
#     BIO_CTRL_GET_KTLS_SEND. mediasoup's BIO callback answers 1 ("yes") to every control call, as
#     it compares the operation with BIO_CB_RETURN where that is only one bit of it. OpenSSL then
#     allocates no write buffer and the first DTLS handshake ends in a SIGSEGV. (mediasoup's own
#     OpenSSL build presumably has no kernel TLS and never asks.) Test the bit, return the real result.
dtls=$w/src/RTC/DtlsTransport.cpp
sed -i 's/(operationType == BIO_CB_RETURN) ?/((operationType \& BIO_CB_RETURN) != 0) ?/' "$dtls"
grep -q '(operationType & BIO_CB_RETURN) != 0' "$dtls" || die "DtlsTransport.cpp of mediasoup $version looks different: check the BIO callback"

# 6. Configure (as mediasoup's tasks.py does for a release) and build.
say "configuring mediasoup-worker $version"
run() { "$@" >"$work/log" 2>&1 || { tail -40 "$work/log" >&2; die "failed: $*"; }; }
unset MESON_ARGS NINJAFLAGS || true
run meson setup --wrap-mode=nodownload --buildtype release -Db_ndebug=true --strip "$w/out" "$w"
say "compiling with $jobs jobs"
# One line for each 10 % of ninja's [n/m] steps.
if ! ninja -C "$w/out" -j "$jobs" mediasoup-worker 2>&1 | tee "$work/ninja.log" | awk -F'[][/]' -v t0="$SECONDS" '
	/^\[[0-9]+\/[0-9]+\]/ { p = int($2 * 10 / $3); if (p > last) { last = p; printf "[build-worker]   %d %% (%d of %d)\n", p * 10, $2, $3; fflush() } }'; then
	grep -E -A12 '^FAILED|error:' "$work/ninja.log" | head -60 >&2
	die 'compilation failed'
fi
strip "$w/out/mediasoup-worker"
runs "$w/out/mediasoup-worker" || die 'the new binary does not start'

mkdir -p "$(dirname "$out")"
cp "$w/out/mediasoup-worker" "$out.tmp" && mv -f "$out.tmp" "$out"
echo "$key" >"$out.key"
say "built $out ($(stat -c %s "$out") bytes)"
