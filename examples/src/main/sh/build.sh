# Sourced by examples/twin and examples/twin-shell, with $root set to the project's folder.
# Builds the jars once if they are missing or older than the sources; sets $java_bin (a folder or empty) and $class_path.

target=$root/examples/target
stamp=$target/twin-built
log=$target/twin-build.log

if [ -n "${JAVA_HOME:-}" ]; then
    java_bin=$JAVA_HOME/bin/
else
    java_bin=
fi

# Folders are compared too: they change when a file is added, renamed or removed.
stale() {
    [ -e "$stamp" ] || return 0
    [ -d "$target/lib" ] || return 0
    [ -n "$(find "$root/pom.xml" "$root"/twin-core/pom.xml "$root"/twin-core/src/main "$root"/twin-sim/pom.xml \
        "$root"/twin-sim/src/main "$root"/twin-cache/pom.xml "$root"/twin-cache/src/main "$root"/examples/pom.xml \
        "$root"/examples/src/main -newer "$stamp" -print 2>&1 | head -n 1)" ]
}

if stale; then
    if ! command -v mvn >/dev/null 2>&1; then
        echo "twin: Maven (mvn) must be on the PATH for the first build" >&2
        exit 1
    fi
    mkdir -p "$target"
    echo "twin: building once, this takes a moment (log: $log)" >&2
    # The time of the start counts, so that a change during the build is seen the next time.
    : > "$stamp.new"
    rm -rf "$target/lib"
    if ! (cd "$root" && mvn -B -q -pl examples -am -DskipTests -Dtwinsim.skipTestCompile=true \
            -Dmaven.javadoc.skip=true -Dmaven.source.skip=true package) > "$log" 2>&1 < /dev/null; then
        cat "$log" >&2
        echo "twin: the build failed" >&2
        rm -f "$stamp.new"
        exit 1
    fi
    mv -f "$stamp.new" "$stamp"
fi

class_path=
for jar in "$target"/twin-examples-*.jar "$target"/lib/*.jar; do
    case $jar in
        *-sources.jar | *-javadoc.jar | *-tests.jar) ;;
        *) class_path=$class_path${class_path:+:}$jar ;;
    esac
done
