# Completion of twin for bash and zsh. To load it: source FILE
if [ -n "${ZSH_VERSION:-}" ]; then
    autoload -Uz compinit bashcompinit
    compinit
    bashcompinit
fi

@WORDS@
_twin_words() {
    COMPREPLY=($(compgen -P "$prefix" -W "$1" -- "$cur"))
}

_twin_files() {
    local file
    while IFS= read -r file; do
        if [ -n "$file" ]; then
            COMPREPLY[${#COMPREPLY[@]}]=$prefix$file
        fi
    done <<< "$(compgen -f -- "$cur")"
    compopt -o filenames 2> /dev/null
}

# Completes a word that ends with = or : without a blank after it.
_twin_open() {
    _twin_words "$1"
    compopt -o nospace 2> /dev/null
}

# What has been typed: the command, its argument, the intervention.
_twin_typed() {
    local i word option=
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [ "$word" = "=" ]; then
            continue
        fi
        if [ -n "$option" ]; then
            if [ "$option" = --intervention ]; then
                intervention=$word
            fi
            option=
            continue
        fi
        case $word in
            --intervention=*) intervention=${word#*=} ;;
            --*=*) ;;
            @FLAGS@) ;;
            -?*) option=$word ;;
            *)
                if [ -z "$command" ]; then
                    command=$word
                elif [ -z "$operand" ]; then
                    operand=$word
                fi
                ;;
        esac
    done
}

_twin_value() {
    case $1 in
        --intervention|--arm)
            if [ -n "$(_twin_interventions "$operand")" ]; then
                _twin_words "$(_twin_interventions "$operand")"
            else
                _twin_files
            fi
            ;;
        --set) _twin_open "$(_twin_parameters "$operand" "$intervention")" ;;
        --statistic) _twin_open "$(_twin_choices "$command" --statistic)" ;;
        @FILES@) _twin_files ;;
        *) _twin_words "$(_twin_choices "$command" "$1")" ;;
    esac
}

_twin() {
    local cur prev prefix= command= operand= intervention=
    COMPREPLY=()
    cur=${COMP_WORDS[COMP_CWORD]}
    prev=${COMP_WORDS[COMP_CWORD - 1]}
    _twin_typed
    # bash hands --ci=bca over as three words, zsh as one.
    case $cur in
        =) cur= ;;
        --*=*) prev=${cur%%=*}; prefix=$prev=; cur=${cur#*=} ;;
        *)
            if [ "$prev" = "=" ] && [ "$COMP_CWORD" -gt 2 ]; then
                prev=${COMP_WORDS[COMP_CWORD - 2]}
            fi
            ;;
    esac
    case $prev in
        @FLAGS@) ;;
        --*) _twin_value "$prev"; return ;;
    esac
    case $cur in
        -?*)
            if [ -z "$command" ]; then
                _twin_words '--help --version'
            else
                _twin_words "$(_twin_command_options "$command")"
            fi
            return
            ;;
    esac
    if [ -z "$command" ]; then
        _twin_words "$_twin_commands"
    elif [ -z "$operand" ]; then
        case $command in
            @WORLD@)
                _twin_words "$_twin_worlds"
                if [ "${#COMPREPLY[@]}" = 0 ] && [ -n "$cur" ]; then
                    _twin_files
                fi
                ;;
            @FILE@) _twin_files ;;
            help) _twin_words "$_twin_commands" ;;
            completion) _twin_words '@SHELLS@' ;;
        esac
    fi
}

complete -F _twin twin
