# shellcheck shell=bash
# `./run mutate`: PIT changes the product in small ways, one after the other, and tells which changes no test of the same module
# notices. Sourced by run, which gives JDK, ROOT, say, fail and test_classpath.

# Random tests try a tenth of what they try otherwise, and look for no simpler example of what fails: nobody reads it, and a change
# that only luck notices is better counted as not noticed. For the same reason there are fewer simulated clusters.
RANDOM_TESTS=-Djqwik.tries.default=100,-Djqwik.shrinking.default=OFF,-Dringdown.simulation.seeds=100

mutate_usage() {
    cat <<'TEXT'
./run mutate [MODULE [PACKAGE]]: how many small changes of the code the tests notice, package by package (PIT with its default
mutators; MODULE is core, log-embedded or gateway, all three if left out; PACKAGE such as dev.ringdown.log). Each change is tried
on the tests of its own module alone, those of core on what every log must do as well (log-contract). What nobody notices is in MODULE/target/mutations/index.html. A change with which the tests
do not end is one that they notice; "by time" says how many of those noticed are such.

A whole module takes half an hour and more. THREADS chooses how many changes are tried at once (2).
TEXT
}

# mutate_module MODULE CLASSES CLASSPATH: its lines of the table.
mutate_module() {
    local module=$1 classes=$2 classpath=$3
    local report="$ROOT/$module/target/mutations"
    mkdir -p "$report"
    if ! (cd "$ROOT/$module" && "$JDK/bin/java" -Xmx1g -cp "$classpath" org.pitest.mutationtest.commandline.MutationCoverageReport \
        --reportDir "$report" --timestampedReports false --outputFormats XML,HTML --verbosity QUIET \
        --targetClasses "$classes" --targetTests 'dev.ringdown.*' \
        --sourceDirs src/main/java --mutableCodePaths "$ROOT/$module/target/classes" --failWhenNoMutations false \
        --threads "${THREADS:-2}" \
        --jvmArgs "-Xmx700m,-ea,-XX:+IgnoreUnrecognizedVMOptions,--enable-native-access=ALL-UNNAMED,--sun-misc-unsafe-memory-access=allow,$RANDOM_TESTS") \
        >"$report/pit.log" 2>&1; then
        tail -n 20 "$report/pit.log" >&2
        fail "PIT failed; all of its output is in $report/pit.log"
    fi
    awk -v module="$module" '
        function add(name) {
            all[name]++
            if (/detected=.true/) noticed[name]++
            if (/status=.TIMED_OUT/) late[name]++
            if (/status=.NO_COVERAGE/) unreached[name]++
        }
        function tell(name) {
            printf "| %s | %d | %d | %d | %d | %d | %.0f %% |\n", name, all[name], noticed[name], late[name],
                all[name] - noticed[name] - unreached[name], unreached[name], 100 * noticed[name] / all[name]
        }
        match($0, /<mutatedClass>[^<]*/) {
            package = substr($0, RSTART + 14, RLENGTH - 14)
            sub(/\.[^.]*$/, "", package)
            add(package)
            add("all of " module)
        }
        END {
            for (name in all) tell(name)
        }' "$report/mutations.xml" | sort -r
}

mutate() {
    local modules=(core log-embedded gateway) module classpath
    case "${1:-}" in
        --help | -h) mutate_usage; return ;;
        "") ;;
        core | log-embedded | gateway) modules=("$1") ;;
        *) fail "mutate: unknown module: $1 (expected: core, log-embedded or gateway)" ;;
    esac
    printf '| package | changes | noticed | by time | not noticed | not reached | noticed of all |\n'
    printf '| --- | --- | --- | --- | --- | --- | --- |\n'
    for module in "${modules[@]}"; do
        classpath=$(test_classpath "$module" mutate)
        if [ "$module" = core ]; then # which is where a log over a store and a journal in memory is tested
            classpath=$classpath:$(test_classpath log-contract mutate)
        fi
        mutate_module "$module" "${2:-dev.ringdown}.*" "$classpath"
    done
}
