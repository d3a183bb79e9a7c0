# shellcheck shell=bash
# `./run mutate`: PIT changes the product in small ways, one after the other, and tells which changes no test of the same module
# notices. Sourced by run, which gives JDK, ROOT, say, fail and test_classpath.

mutate_usage() {
    cat <<'TEXT'
./run mutate [MODULE [PACKAGE]]: how many small changes of the code the tests notice, package by package (PIT with its default
mutators; MODULE is core, log-embedded or gateway, all three if left out; PACKAGE such as dev.ringdown.log). Each change is tried
on the tests of its own module alone. What nobody notices is in MODULE/target/mutations/PACKAGE/index.html.

A whole module takes a quarter of an hour and more. THREADS chooses how many changes are tried at once (2).
TEXT
}

# The packages of a module that have code of their own.
packages_of() {
    (cd "$ROOT/$1/src/main/java" && find . -name '*.java' ! -name package-info.java -printf '%h\n' \
        | sort -u | sed 's|^\./||; s|/|.|g')
}

# mutate_package MODULE PACKAGE CLASSPATH: a line of the table.
mutate_package() {
    local module=$1 package=$2 classpath=$3
    local report="$ROOT/$module/target/mutations/$package"
    mkdir -p "$report"
    if ! (cd "$ROOT/$module" && "$JDK/bin/java" -Xmx512m -cp "$classpath" org.pitest.mutationtest.commandline.MutationCoverageReport \
        --reportDir "$report" --timestampedReports false --outputFormats XML,HTML --verbosity QUIET \
        --targetClasses "$package.*" --targetTests 'dev.ringdown.*' \
        --sourceDirs src/main/java --mutableCodePaths "$ROOT/$module/target/classes" --failWhenNoMutations false \
        --threads "${THREADS:-2}" \
        --jvmArgs -Xmx700m,-ea,-XX:+IgnoreUnrecognizedVMOptions,--enable-native-access=ALL-UNNAMED,--sun-misc-unsafe-memory-access=allow) \
        >"$report/pit.log" 2>&1; then
        tail -n 20 "$report/pit.log" >&2
        fail "PIT failed; all of its output is in $report/pit.log"
    fi
    awk -v package="$package" '
        /<mutation / {
            all++
            if (/detected=.true/) killed++
            else if (/status=.NO_COVERAGE/) unreached++
        }
        END {
            if (all > 0) printf "| %s | %d | %d | %d | %d | %d %% |\n", package, all, killed, all - killed - unreached, unreached,
                100 * killed / all + 0.5
        }' "$report/mutations.xml"
}

mutate() {
    local modules=(core log-embedded gateway) module package classpath
    case "${1:-}" in
        --help | -h) mutate_usage; return ;;
        "") ;;
        core | log-embedded | gateway) modules=("$1") ;;
        *) fail "mutate: unknown module: $1 (expected: core, log-embedded or gateway)" ;;
    esac
    printf '| package | changes | noticed | not noticed | not reached | noticed of all |\n| --- | --- | --- | --- | --- | --- |\n'
    for module in "${modules[@]}"; do
        classpath=$(test_classpath "$module" mutate)
        for package in ${2:-$(packages_of "$module")}; do
            mutate_package "$module" "$package" "$classpath"
        done
    done
}
