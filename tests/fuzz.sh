# shellcheck shell=bash
# `./run fuzz`: Jazzer makes up inputs for what reads bytes of others, guided by which code they reach. Sourced by run, which
# gives JDK, ROOT, say, fail and test_classpath.

# What is fuzzed: a name, its module, and the class that has fuzzerTestOneInput.
FUZZED=(
    "topic core dev.ringdown.topic.TopicFuzzTest"
    "event core dev.ringdown.event.EventFuzzTest"
    "record core dev.ringdown.journal.record.RecordFuzzTest"
    "message gateway dev.ringdown.message.MessageFuzzTest"
    "frame gateway dev.ringdown.transport.FrameFuzzTest"
    "handshake gateway dev.ringdown.transport.HandshakeFuzzTest"
    "entry log-embedded dev.ringdown.log.embedded.EntryFuzzTest"
    "log-file log-embedded dev.ringdown.log.embedded.LogFileFuzzTest"
    "config server dev.ringdown.config.ConfigFuzzTest"
)

fuzz_usage() {
    cat <<'TEXT'
./run fuzz [--seconds S] [NAME...]: feeds made-up inputs to what reads bytes of others (Jazzer), S seconds each (default: 60). A NAME
is one of topic, event, record, message, frame, handshake, entry, log-file, config; all if left out. It begins with the inputs in
MODULE/src/test/fuzz/NAME, which ./run check tries too; further ones that reach new code go to MODULE/target/fuzz/NAME. An input that
fails is kept there as crash-…: mend the fault, and put the input beside the others.
TEXT
}

# fuzz_one NAME MODULE CLASS SECONDS: false if an input failed.
fuzz_one() {
    local name=$1 module=$2 class=$3 seconds=$4 classpath outcome=0
    local found="$ROOT/$module/target/fuzz/$name"
    classpath=$(test_classpath "$module" fuzz)
    mkdir -p "$found"
    (cd "$ROOT/$module" && "$JDK/bin/java" -Xmx1g -cp "$classpath" com.code_intelligence.jazzer.Jazzer \
        --target_class="$class" --instrumentation_includes='dev.ringdown.**' --custom_hook_excludes='org.assertj.**' \
        "$found" "src/test/fuzz/$name" \
        -artifact_prefix="$found/" -max_total_time="$seconds" -max_len=4096 -rss_limit_mb=3000 -timeout=60) \
        >"$found.log" 2>&1 </dev/null || outcome=1
    printf '%-10s %s\n' "$name" "$(grep -a -E '^#[0-9]+.*(DONE|NEW|REDUCE|pulse)|^Done ' "$found.log" | tail -n 1)"
    if [ $outcome != 0 ]; then
        grep -a -E -A 12 '^== Java Exception|^==[0-9]+== ERROR' "$found.log" | head -n 30 || true
        say "$name failed; all of the output is in $found.log"
    fi
    return $outcome
}

fuzz() {
    local seconds=60 names=() each outcome=0
    while [ $# != 0 ]; do
        case "$1" in
            --help | -h) fuzz_usage; return ;;
            --seconds) seconds=${2:?}; shift ;;
            *) names+=("$1") ;;
        esac
        shift
    done
    for each in ${names[@]+"${names[@]}"}; do
        printf '%s\n' "${FUZZED[@]}" | grep -q "^$each " || fail "fuzz: unknown: $each (expected: see ./run fuzz --help)"
    done
    for each in "${FUZZED[@]}"; do
        # shellcheck disable=SC2086  # a name, a module and a class
        set -- $each
        [ ${#names[@]} = 0 ] || [[ " ${names[*]} " == *" $1 "* ]] || continue
        fuzz_one "$1" "$2" "$3" "$seconds" || outcome=1
    done
    return $outcome
}
