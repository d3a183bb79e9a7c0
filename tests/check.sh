# shellcheck shell=bash
# `./run check`: prepares what the tests need beyond a JDK, Maven and Node, then checks everything. Sourced by run, which
# gives JDK, ROOT, APP, say and fail.

# Debian's; another python3 on the PATH would not find Debian's packages.
PYTHON=/usr/bin/python3
LEAST_NODE=18
LEAST_NODE_OF_CLIENT_JS=20

# What does not run on this machine, a line each, and the JUnit tags that leave it out.
NOT_RUN=()
EXCLUDED_TAGS=()

check_usage() {
    cat <<'TEXT'
./run check: formats, static analysis, every test, a minute of ./run torture and 20 s of faults of ./run torture --cluster,
on the newest JDK.

Some tests drive clients and tools that others wrote. As root on Debian or Ubuntu what is missing for them is
installed: the packages chromium, python3-websocket, python3-websockets, python3-jwt, rabbitmq-server and curl; npm's
packages go to tests/npm, client-js and console. Elsewhere the tests without their client are left out and named at the
end; with CI=true that is a failure. CHROMIUM chooses another browser.
TEXT
}

# leave_out TAG WHAT REMEDY
leave_out() {
    EXCLUDED_TAGS+=("$1")
    NOT_RUN+=("$2: $3")
}

has_chromium() { [ -x "$CHROMIUM" ]; }
has_python() { "$PYTHON" -c "import $1" 2>/dev/null; }
has_rabbitmq() { [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] && command -v epmd >/dev/null; }
has_node() { command -v npm >/dev/null && node -e "process.exit(parseInt(process.versions.node) < $1 ? 1 : 0)"; }

install_debian_packages() {
    local missing=() log="$ROOT/tests/target/apt.log"
    has_chromium || missing+=(chromium)
    has_python websocket || missing+=(python3-websocket)
    has_python websockets || missing+=(python3-websockets)
    has_python jwt || missing+=(python3-jwt)
    has_rabbitmq || missing+=(rabbitmq-server)
    command -v curl >/dev/null || missing+=(curl)
    if [ ${#missing[@]} = 0 ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        return 0
    fi
    say "installing ${missing[*]} ..."
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } \
        >"$log" 2>&1 </dev/null; then
        say "that failed; all of its output is in $log"
    fi
}

# install_npm_packages FOLDER LEAST_NODE: whether the npm packages of its lock file are there, after fetching them if they
# are not.
install_npm_packages() {
    local npm="$ROOT/$1" log="$ROOT/tests/target/npm.log"
    has_node "$2" || return 1
    if [ -f "$npm/node_modules/.package-lock.json" ] \
        && ! [ "$npm/package-lock.json" -nt "$npm/node_modules/.package-lock.json" ]; then
        return 0
    fi
    say "fetching the npm packages of $1 ..."
    if ! (cd "$npm" && npm ci --no-audit --no-fund --ignore-scripts) >"$log" 2>&1 </dev/null; then
        say "that failed; all of its output is in $log"
        return 1
    fi
}

prepare() {
    mkdir -p "$ROOT/tests/target"
    export CHROMIUM="${CHROMIUM:-/usr/bin/chromium}"
    install_debian_packages
    local node_remedy="install Node.js $LEAST_NODE_OF_CLIENT_JS or newer with npm, which fetches them"
    if install_npm_packages tests/npm "$LEAST_NODE"; then
        has_chromium || leave_out chromium "a page in headless Chromium" "apt-get install chromium, or set CHROMIUM"
    else
        leave_out npm "npm's ws and wscat, and its readers of the contract" "$node_remedy"
        leave_out chromium "a page in headless Chromium" "$node_remedy"
    fi
    install_npm_packages client-js "$LEAST_NODE_OF_CLIENT_JS" || NOT_RUN+=("the JavaScript client: $node_remedy")
    install_npm_packages console "$LEAST_NODE_OF_CLIENT_JS" || NOT_RUN+=("the pages of the console: $node_remedy")
    { has_python websocket && has_python websockets && has_python jwt; } \
        || leave_out python "Python's WebSocket clients and tokens" \
            "apt-get install python3-websocket python3-websockets python3-jwt"
    has_rabbitmq || leave_out rabbitmq "a message bus on RabbitMQ" "apt-get install rabbitmq-server"
    command -v curl >/dev/null || leave_out curl "the demo's curl lines" "apt-get install curl"
}

tell_what_does_not_run() {
    if [ ${#NOT_RUN[@]} != 0 ]; then
        say "not run on this machine, for want of what they need:"
        printf '  %s\n' "${NOT_RUN[@]}" >&2
    fi
}

check_scripts() {
    local script
    for script in run tests/check.sh tests/mutate.sh tests/fuzz.sh dist/dist.sh kafka-broker/cluster.sh bench/peers/prepare.sh .ci/run; do
        bash -n "$ROOT/$script" || return 1
    done
    for script in dist/ringdown dist/debian/postinst dist/debian/prerm dist/debian/postrm; do
        sh -n "$ROOT/$script" || return 1
    done
    if command -v shellcheck >/dev/null; then
        (cd "$ROOT" && shellcheck --external-sources run .ci/run && shellcheck dist/ringdown dist/debian/*inst dist/debian/*rm)
    fi
}

# Maven's output, without what says nothing.
in_few_lines() {
    awk '
        { gsub(/\033\[[0-9;]*m/, "") }
        /^\[INFO\]/ && !/Building Ringdown|Tests run:|Reactor Summary|SUCCESS|FAILURE|SKIPPED/ { next }
        /^\[ERROR\] *$|\[Help 1\]|Re-run Maven|For more information about|See dump files|resume the build|mvn <args>/ { next }
        /I\/O error reading dependency state/ { next } # the tests have no main classes
        { print; fflush() }'
}

# Maven, told in few lines: what it builds, what its tests did, and whatever is wrong.
maven_verify() {
    local log="$ROOT/target/check.log" exclusions=()
    if [ ${#EXCLUDED_TAGS[@]} != 0 ]; then
        exclusions=("-DexcludedGroups=$(IFS=,; echo "${EXCLUDED_TAGS[*]}")")
    fi
    # Maven's own libraries use what JDK 24 and newer warn of.
    export MAVEN_OPTS="-XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
    mkdir -p "$ROOT/target"
    (cd "$ROOT" && JAVA_HOME="$JDK" AS_BUILT=1 mvn -B -ntp -Dstyle.color=never -Pcheck \
        -Dringdown.commit="$(commit)" ${exclusions[@]+"${exclusions[@]}"} verify 2>&1 </dev/null) \
        | tee "$log" \
        | in_few_lines \
        || { say "the check failed; all of Maven's output is in $log"; return 1; }
}

# check_npm FOLDER WHAT: the types and the tests of what is written in JavaScript; some of them run the server that was built.
check_npm() {
    local folder="$ROOT/$1" what=$2 log="$ROOT/target/$1.log"
    has_node "$LEAST_NODE_OF_CLIENT_JS" && [ -d "$folder/node_modules" ] || return 0
    say "checking $what ..."
    if ! (cd "$folder" && JDK_HOME="$JDK" AS_BUILT=1 npm test) >"$log" 2>&1 </dev/null; then
        cat "$log"
        say "$what failed; the output is in $log"
        return 1
    fi
}

check_client_js() {
    check_npm client-js "the JavaScript client" || return 1
    [ ! -d "$ROOT/client-js/node_modules" ] || (cd "$ROOT/client-js" && npm run --silent size)
}

check_console() {
    check_npm console "the pages of the console" || return 1
    grep -h 'events/s, frames' "$ROOT/target/console.log" 2>/dev/null || true # what it told of a thousand a second
}

# A minute of it; the whole is for people, see ./run torture --help.
torture_a_little() {
    say "torturing a server for a minute, and comparing what its clients got ..."
    torture_as torture --seconds 60
}

# Most of it is starting three brokers and three nodes twice, and reading everything in the end.
torture_a_cluster() {
    say "torturing a cluster for a while, and comparing what its nodes have ..."
    torture_as torture-cluster --cluster --seconds 20
}

# torture_as NAME ARGUMENTS...: tells what was counted, or everything if something did not hold.
torture_as() {
    local log="$ROOT/target/$1.log"
    shift
    if (AS_BUILT=1 torture "$@") >"$log" 2>&1 </dev/null; then
        sed -n '/^  *\(KILLS\|CLUSTER\)/,$p' "$log"
    else
        cat "$log"
        say "the torture failed; its output is in $log"
        return 1
    fi
}

check() {
    case "${1:-}" in
        "") ;;
        --help | -h) check_usage; return ;;
        *) fail "check: unknown argument: $1 (expected: none)" ;;
    esac
    local started=$SECONDS outcome=0 begun
    begun=$(mktemp)
    prepare
    tell_what_does_not_run
    say "checking (with $(basename "$JDK")) ..."
    check_scripts || outcome=1
    if [ $outcome = 0 ]; then
        rm -rf "$APP" # or jars of former versions would stay
        maven_verify || outcome=1
    fi
    if [ $outcome = 0 ]; then # side by side: most of the time, both wait
        torture_a_little &
        local tortured=$!
        check_client_js && check_console || outcome=1
        wait "$tortured" || outcome=1
    fi
    if [ $outcome = 0 ]; then
        torture_a_cluster || outcome=1
    fi
    if [ $outcome = 0 ]; then
        touch -r "$begun" "$APP/built" # it is built; what was edited meanwhile is newer
        say "everything holds, in $((SECONDS - started)) s"
    fi
    rm -f "$begun"
    tell_what_does_not_run
    if [ ${#NOT_RUN[@]} != 0 ] && [ "${CI:-}" = true ]; then
        outcome=1
    fi
    return $outcome
}
