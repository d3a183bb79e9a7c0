# shellcheck shell=bash
# `./run dist`: what is installed where there are no sources: an archive and, where dpkg-deb is, a package of Debian's. The same
# commit gives the same bytes. Sourced by run, which gives JDK, ROOT, APP, JVM_FLAGS, say, fail, is_stale, is_checkout, commit,
# build and unpack_natives.

DIST="$ROOT/target/dist"
SBOM=ringdown.cdx.json
PRODUCT_MODULES=(client-java core log-embedded log-kafka source-rabbitmq gateway console server)
NEW_YEAR_2026=1767225600

dist_usage() {
    cat <<'TEXT'
./run dist: makes target/dist/ringdown-<version>.tar.gz, which runs wherever there is a Java runtime (17 or newer), and with
dpkg-deb ringdown_<version>_amd64.deb beside it. The path of the archive is what it prints last.

The same commit gives the same bytes on the same JDK: everything is compiled anew, and what is packed has the time of the commit
(SOURCE_DATE_EPOCH chooses another). What is not committed is packed too, and --version tells of it.
docs/installing.md says how the two are installed.
TEXT
}

# From nothing, since classes of sources that are gone would be packed, and once for a commit.
build_from_nothing() {
    local module
    [ -z "${AS_BUILT:-}" ] || return 0 # the tests of ./run check: what was built is what is packed
    if [ "$(cat "$APP/built-from-nothing" 2>/dev/null)" = "$(commit)" ] && ! is_stale; then
        return 0
    fi
    for module in "${PRODUCT_MODULES[@]}"; do
        rm -rf "$ROOT/$module/target/classes"
    done
    rm -rf "$APP"
    build
    commit >"$APP/built-from-nothing"
}

# The time that is written to whatever is packed, in seconds since 1970.
packed_at() {
    if [ -n "${SOURCE_DATE_EPOCH:-}" ]; then
        printf '%s' "$SOURCE_DATE_EPOCH"
    elif is_checkout; then
        git -C "$ROOT" log -1 --format=%ct
    else
        printf '%s' "$NEW_YEAR_2026" # as in the jars
    fi
}

# As the pom says it: Maven names jars by it.
version() {
    local jar
    jar=$(basename "$APP"/lib/ringdown-server-*.jar .jar)
    printf '%s' "${jar#ringdown-server-}"
}

# lay_out FOLDER: everything that the archive has.
lay_out() {
    local into=$1
    mkdir -p "$into"/{bin,conf,lib/native}
    install -m 755 "$ROOT/dist/ringdown" "$into/bin/"
    install -m 644 "$APP"/lib/*.jar "$into/lib/"
    install -m 644 "$APP"/native/* "$into/lib/native/"
    jvm_options >"$into/lib/jvm.options"
    (cd "$into/lib" && find . -type f -printf '%P\n' | LC_ALL=C sort | xargs sha256sum >"$into/SHA256SUMS")
    mv "$into/SHA256SUMS" "$into/lib/"
    install -m 644 "$ROOT/dist/ringdown.conf" "$into/conf/"
    sed 's|\./run serve --config docs/|ringdown serve --config conf/|' "$ROOT/docs/voipbin.conf" >"$into/conf/voipbin.conf"
    install -m 644 "$ROOT"/dist/{ringdown.service,ringdown.sysusers} "$ROOT/LICENSE" "$ROOT/CHANGELOG.md" "$APP/$SBOM" "$into/"
}

jvm_options() {
    printf '# What ./run gives the JVM. An upgrade replaces this file: what you want otherwise goes into JAVA_OPTS, which come later.\n'
    printf '%s\n' "${JVM_FLAGS[@]}"
}

# pack FOLDER NAME SECONDS: a folder of it as an archive. Jars hardly get smaller, however long one tries.
pack() {
    tar --create --directory "$1" --sort=name --mtime="@$3" --owner=0 --group=0 --numeric-owner --format=gnu "$2" \
        | gzip -n1 >"$DIST/$2.tar.gz"
}

dist() {
    case "${1:-}" in
        "") ;;
        --help | -h) dist_usage; return ;;
        *) fail "dist: unknown argument: $1 (expected: none)" ;;
    esac
    tar --version 2>/dev/null | grep -q 'GNU tar' || fail "dist: no GNU tar found, by which the same makes the same bytes"
    build_from_nothing
    unpack_natives
    [ -f "$APP/$SBOM" ] || fail "dist: no SBOM in $APP (Maven leaves it out without a network, as with -o): remove $APP"
    [ -d "$APP/native" ] || fail "dist: no native libraries in $APP (expected: Linux on x86-64, and ./run build)"
    umask 022 # what is packed has these modes, whoever packs it
    local version seconds work
    version=$(version)
    seconds=$(packed_at)
    rm -rf "$DIST"
    mkdir -p "$DIST"
    work=$(mktemp -d "$DIST/work.XXXXXX")
    lay_out "$work/ringdown-$version"
    pack "$work" "ringdown-$version" "$seconds"
    if command -v dpkg-deb >/dev/null; then
        # shellcheck source=dist/debian/package.sh
        source "$ROOT/dist/debian/package.sh"
        debian_package "$work" "$version" "$seconds"
    else
        say "no dpkg-deb found: no package for Debian was made"
    fi
    rm -rf "$work"
    printf '%s\n' "$DIST/ringdown-$version.tar.gz"
}
