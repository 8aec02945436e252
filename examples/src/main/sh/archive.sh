# Sourced by examples/twin after build.sh. Sets $java_options and $archive_option: an archive of loaded classes makes
# the start faster. It is made once per build and Java; where that is not possible, everything works without.

java_options='-XX:+UseSerialGC -Xshare:auto'
archive_option=
archive=$target/twin.jsa
# What it was made for, or tried to: the folder of the jars; the file, size and time of the Java.
java_now="$target $(ls -lLi "$(command -v "${java_bin}java")" 2> /dev/null)"
java_then=
[ -r "$archive.java" ] && IFS= read -r java_then < "$archive.java"

if [ -w "$target" ] && { [ "$java_then" != "$java_now" ] || [ "$stamp" -nt "$archive.java" ]; }; then
    rm -f "$archive"
    # shellcheck disable=SC2086  # the options are split on purpose
    if "${java_bin}java" $java_options -XX:ArchiveClassesAtExit="$archive.$$" -cp "$class_path" io.twinsim.cli.Main \
            simulate hcp --intervention email_campaign --json > /dev/null 2>&1 < /dev/null; then
        mv -f "$archive.$$" "$archive" 2> /dev/null
    fi
    rm -f "$archive.$$"
    printf '%s\n' "$java_now" > "$archive.java"
fi

# A Java that finds the archive unfit says so on standard output, where it does not belong.
if [ -r "$archive" ]; then
    java_options="$java_options -Xlog:disable"
    archive_option=-XX:SharedArchiveFile=$archive
fi
