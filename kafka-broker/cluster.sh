# shellcheck shell=bash
# `./run cluster`: three brokers of Kafka, three gateways that fill their logs from them, HAProxy before those, and the demo's
# contact centre, all on 127.0.0.1. Sourced by run, which gives JDK, ROOT, APP, JVM_FLAGS, say, fail and need_maven.

CLUSTER_NODES=3
CLUSTER_BROKERS=3
CLUSTER_PUBLIC=8080
CLUSTER_INTERNAL=8081

cluster_usage() {
    cat <<'TEXT'
./run cluster [--rate N]: three brokers of Kafka, three gateways, HAProxy and the demo's contact centre on 127.0.0.1, until
Ctrl-C. It prints what to kill; whatever was killed is started again after five seconds, and the wallboard goes on.

HAProxy listens on 8080 for clients and on 8081 for publishers; the gateways on 8181 to 8183 and 8191 to 8193, the brokers where
there is room. N is how many events a second happen (default: 10). It needs HAProxy (Debian, Ubuntu: apt-get install haproxy) and some
2 GB of memory. What it keeps and prints is in kafka-broker/target/cluster, made anew by each start.
TEXT
}

# The jars of the brokers, and the class that starts them.
build_brokers() {
    local log="$ROOT/kafka-broker/target/build.log"
    [ -d "$ROOT/kafka-broker/target/lib" ] && [ -f "$ROOT/kafka-broker/target/classes/dev/ringdown/kafka/Brokers.class" ] \
        && [ -z "$(find "$ROOT/kafka-broker/"{pom.xml,src/main} -newer "$ROOT/kafka-broker/target/classes" -print -quit)" ] \
        && return 0
    need_maven
    mkdir -p "$ROOT/kafka-broker/target"
    say "fetching Kafka ..."
    if ! (cd "$ROOT" && JAVA_HOME="$JDK" mvn -B -q -pl kafka-broker -am process-classes) >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        fail "that failed; all of its output is in $log"
    fi
    touch "$ROOT/kafka-broker/target/classes"
}

# The ports of a gateway: public N, internal N.
public() { printf '%s' $((CLUSTER_PUBLIC + 100 + $1)); }
internal() { printf '%s' $((CLUSTER_INTERNAL + 109 + $1)); }

# Where the gateways find each other.
peers() {
    local n all=""
    for n in $(seq $CLUSTER_NODES); do
        all+=",http://127.0.0.1:$(internal "$n")"
    done
    printf '%s' "${all#,}"
}

# proxied PORT WHICH: what HAProxy hands on from a port of its own to the same kind of port of each gateway that is ready.
proxied() {
    local n
    printf 'listen %s\n    bind 127.0.0.1:%s\n    balance leastconn\n    option forwardfor\n' "$2" "$1"
    for n in $(seq $CLUSTER_NODES); do
        printf '    server node-%s 127.0.0.1:%s check port %s\n' "$n" "$("$2" "$n")" "$(internal "$n")"
    done
}

haproxy_configuration() {
    cat <<TEXT
global
    maxconn 4000
defaults
    mode http
    timeout connect 2s
    timeout client 1m
    timeout server 1m
    timeout tunnel 1h
    retries 3
    option redispatch
    option httpchk GET /readyz
    default-server inter 500ms fall 2 rise 1
TEXT
    proxied $CLUSTER_PUBLIC public
    proxied $CLUSTER_INTERNAL internal
}

# keep_running NAME COMMAND...: starts it again whenever it ends, until this shell is told to end.
keep_running() {
    local name=$1 pid=""
    shift
    trap 'kill "$pid" 2>/dev/null || true; wait "$pid" || true; exit 0' TERM
    while :; do
        "$@" >>"$CLUSTER_FOLDER/$name.log" 2>&1 &
        pid=$!
        printf '  %-10s %-16s kill -9 %s\n' "${name/-/ }" "" "$pid"
        wait "$pid" || true
        say "$name has ended; it is started again in 5 s"
        sleep 5 &
        pid=$!
        wait "$pid" || true
    done
}

# node N: one gateway that shares its journal, its keys and its pages with the others.
node() {
    keep_running "node-$1" "$JDK/bin/java" "${JVM_FLAGS[@]}" -Xms128m -Xmx384m -cp "$APP/lib/*" dev.ringdown.launch.Main demo \
        --no-publishing --set "server.port=$(public "$1")" --set "internal.port=$(internal "$1")" \
        --set server.alone=false --set server.drain=2s --set server.trusted-proxies=127.0.0.1/32 \
        --set "log.dir=$CLUSTER_FOLDER/node-$1" --set log.witness=memory \
        --set "journal.kafka.servers=$CLUSTER_SERVERS" \
        --set "journal.peers=$(peers)" \
        --set "journal.peer-key=$CLUSTER_KEY" --set "auth.jwt.secret=$CLUSTER_KEY" --set "publish.keys.demo=$CLUSTER_KEY" \
        --set "admin.keys.demo=$CLUSTER_KEY"
}

cluster() {
    local rate=10 n started=()
    while [ $# != 0 ]; do
        case "$1" in
            --help | -h) cluster_usage; return ;;
            --rate) rate=${2:?--rate needs a number}; shift ;;
            *) fail "cluster: unknown argument: $1 (expected: --rate N)" ;;
        esac
        shift
    done
    command -v haproxy >/dev/null || fail "no HAProxy found (Debian, Ubuntu: apt-get install haproxy)"
    build_brokers
    CLUSTER_FOLDER="$ROOT/kafka-broker/target/cluster"
    rm -rf "$CLUSTER_FOLDER"
    mkdir -p "$CLUSTER_FOLDER"
    CLUSTER_SECRET=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
    (umask 077 && printf '%s' "$CLUSTER_SECRET" >"$CLUSTER_FOLDER/key")
    CLUSTER_KEY="file:$CLUSTER_FOLDER/key" # not in the list of processes
    trap 'kill "${started[@]}" 2>/dev/null || true; wait || true' EXIT
    trap 'exit 0' INT TERM
    say "starting $CLUSTER_BROKERS brokers ..."
    mkfifo "$CLUSTER_FOLDER/brokers"
    "$JDK/bin/java" -Xmx64m -cp "$ROOT/kafka-broker/target/classes" dev.ringdown.kafka.Brokers $CLUSTER_BROKERS \
        "$CLUSTER_FOLDER" >"$CLUSTER_FOLDER/brokers" &
    started+=($!)
    exec 3<"$CLUSTER_FOLDER/brokers"
    read -r CLUSTER_SERVERS <&3 || fail "the brokers did not start; see $CLUSTER_FOLDER/broker-*/output.log"
    while read -r line; do printf '  %s\n' "$line"; done <&3 &
    started+=($!)
    haproxy_configuration >"$CLUSTER_FOLDER/haproxy.cfg"
    haproxy -f "$CLUSTER_FOLDER/haproxy.cfg" -db >"$CLUSTER_FOLDER/haproxy.log" 2>&1 &
    started+=($!)
    for n in $(seq $CLUSTER_NODES); do
        node "$n" &
        started+=($!)
    done
    say "waiting until a node is ready ..."
    until curl -sf -o /dev/null "http://127.0.0.1:$CLUSTER_INTERNAL/readyz"; do
        kill -0 "${started[0]}" 2>/dev/null || fail "the brokers have ended"
        kill -0 "${started[2]}" 2>/dev/null || fail "HAProxy has ended; see $CLUSTER_FOLDER/haproxy.log"
        sleep 0.5
    done
    "$JDK/bin/java" -Xmx128m -cp "$APP/lib/*" dev.ringdown.launch.Main contact-centre --rate "$rate" \
        --url "http://127.0.0.1:$CLUSTER_INTERNAL" --key-file "$CLUSTER_FOLDER/key" \
        >"$CLUSTER_FOLDER/contact-centre.log" 2>&1 &
    started+=($!)
    cat <<TEXT

Three gateways are one. Open the wallboard in a browser, and kill what you like of the above:

  wallboard   http://127.0.0.1:$CLUSTER_PUBLIC/demo/
  console     http://127.0.0.1:$CLUSTER_INTERNAL/console/   admin key $CLUSTER_SECRET
  publishers  http://127.0.0.1:$CLUSTER_INTERNAL/v1.0/events   key $CLUSTER_SECRET

What everybody prints is in $CLUSTER_FOLDER. Ctrl-C ends it.
TEXT
    wait || true
}
