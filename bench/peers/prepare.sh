# shellcheck shell=bash
# What ./run bench compare needs beyond a JDK and Maven: the servers of others, from public packages. Sourced by run, which
# gives ROOT and say. Whatever cannot be had is left out by the bench, which names it.

install_debian_peers() {
    local missing=() log="$1/apt.log" policy=/usr/sbin/policy-rc.d
    [ -e /usr/lib/nginx/modules/ngx_nchan_module.so ] || missing+=(nginx libnginx-mod-nchan)
    command -v nats-server >/dev/null || missing+=(nats-server)
    if [ ${#missing[@]} = 0 ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        return 0
    fi
    say "installing ${missing[*]} ..."
    if [ -e "$policy" ]; then
        policy=""
    else
        printf '#!/bin/sh\nexit 101\n' >"$policy" # the packages would start their servers
        chmod +x "$policy"
    fi
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } \
        >"$log" 2>&1 </dev/null; then
        say "that failed; all of its output is in $log"
    fi
    [ -z "$policy" ] || rm -f "$policy"
}

install_npm_peers() {
    local peers="$ROOT/bench/peers" log="$1/npm.log"
    command -v npm >/dev/null || return 0
    if [ -f "$peers/node_modules/.package-lock.json" ] \
        && ! [ "$peers/package-lock.json" -nt "$peers/node_modules/.package-lock.json" ]; then
        return 0
    fi
    say "fetching the npm packages of the peers ..."
    if ! (cd "$peers" && npm ci --no-audit --no-fund) >"$log" 2>&1 </dev/null; then
        say "that failed; all of its output is in $log"
    fi
}

prepare_peers() {
    local logs="$ROOT/bench/target"
    mkdir -p "$logs"
    install_debian_peers "$logs"
    install_npm_peers "$logs"
}
