# shellcheck shell=bash
# The package for Debian and Ubuntu, of what the archive has. Sourced by dist.sh, which gives ROOT, DIST and SBOM.

# debian_package FOLDER VERSION SECONDS: from what is laid out in FOLDER/ringdown-VERSION.
debian_package() {
    local from="$1/ringdown-$2" into="$1/debian" seconds=$3
    local version=${2/-SNAPSHOT/\~SNAPSHOT} # for dpkg, ~ is before nothing: a snapshot comes before what it becomes
    mkdir -p "$into"/{DEBIAN,etc/default,etc/ringdown/secrets,lib/systemd/system} \
        "$into"/usr/{bin,lib/ringdown,lib/sysusers.d,share/doc/ringdown}
    chmod 750 "$into/etc/ringdown/secrets"
    cp -R "$from/bin" "$from/lib" "$into/usr/lib/ringdown/"
    ln -s ../lib/ringdown/bin/ringdown "$into/usr/bin/ringdown"
    cp "$from"/conf/*.conf "$into/etc/ringdown/"
    sed -i 's|--config conf/|--config /etc/ringdown/|' "$into/etc/ringdown/voipbin.conf"
    cp "$ROOT/dist/debian/default" "$into/etc/default/ringdown"
    sed 's|/opt/ringdown/bin/ringdown|/usr/bin/ringdown|' "$from/ringdown.service" >"$into/lib/systemd/system/ringdown.service"
    cp "$from/ringdown.sysusers" "$into/usr/lib/sysusers.d/ringdown.conf"
    cp "$from/$SBOM" "$into/usr/share/doc/ringdown/"
    cp "$from/LICENSE" "$into/usr/share/doc/ringdown/copyright"
    gzip -n9 <"$from/CHANGELOG.md" >"$into/usr/share/doc/ringdown/changelog.gz"

    (cd "$into" && find etc -type f -printf '/%p\n' | LC_ALL=C sort) >"$into/DEBIAN/conffiles"
    (cd "$into" && find etc lib usr -type f | LC_ALL=C sort | xargs md5sum) >"$into/DEBIAN/md5sums"
    sed -e "s|@VERSION@|$version|" -e "s|@KIB@|$(kib_in "$into")|" "$ROOT/dist/debian/control" >"$into/DEBIAN/control"
    install -m 755 "$ROOT"/dist/debian/{postinst,prerm,postrm} "$into/DEBIAN/"
    find "$into" -exec touch --no-dereference --date="@$seconds" {} +
    # as the archive: xz would take a minute, and jars hardly get smaller by it
    SOURCE_DATE_EPOCH=$seconds dpkg-deb --root-owner-group -Zgzip -z1 --build "$into" "$DIST/ringdown_${version}_amd64.deb" >&2
}

# How much is installed, by what is in files: what they take depends on whose disk it is.
kib_in() {
    find "$1" -type f -printf '%s\n' | awk '{ bytes += $1 } END { printf "%d", bytes / 1024 + 1 }'
}
