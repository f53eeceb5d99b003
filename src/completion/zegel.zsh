#compdef zegel
# Completion of zegel for zsh. What there is, zegel itself tells: --help its
# commands and options with their values, services its programs, list the
# domains that it knows.
#
# Domains are offered for what was begun to be typed only, and never with
# ZEGEL_PRIVATE set: the names of other customers are nobody's business.
#
# SPDX-License-Identifier: MIT

_zegel_domains() {
	local -a domains
	[[ ${ZEGEL_PRIVATE:-0} == 0 && -n $PREFIX ]] || return 1
	domains=(${${(f)"$(_call_program domains $words[1] list 2>/dev/null)"}%% *})
	compadd -a domains
}

_zegel_services() {
	local -a ids
	ids=(${${(f)"$(_call_program services $words[1] services 2>/dev/null)"}%% *})
	compset -P '*,'
	compadd -S '' -a ids
}

# What can stand behind an option, by what --help says of it.
_zegel_values() {
	local option=$1 value=$2
	case $option:$value in
	--service:*) _zegel_services ;;
	*:*'|'*[a-z]*) compadd ${(s:|:)value} ;;
	*:FOLDER) _files -/ ;;
	*:FILE | *:LIST) _files ;;
	*:DOMAIN) _zegel_domains ;;
	*) _message ${value:l} ;;
	esac
}

_zegel() {
	local line section='' command='' option='' i before=${words[CURRENT-1]}
	local rest value about
	local -a commands options
	local -A values
	for line in ${(f)"$(_call_program help $words[1] --help 2>/dev/null)"}; do
		if [[ $line == '  --'* ]]; then
			section=options
			option=${${line#  }%% *}
			rest=${${line#  $option}# } value=''
			if [[ $line != "  $option  "* && $rest == [^\ ]* ]]; then
				value=${rest%% *}
				rest=${rest#$value}
			fi
			about=${rest##[[:space:]]#}
			values[$option]=$value
			options+=("$option:${about:-$value}")
		elif [[ -z $section && $line == '  zegel '[a-z]* ]]; then
			command=${${line#  zegel }%% *}
			about=${line##*   }
			commands+=("$command:${about##[[:space:]]#}")
		fi
	done

	if [[ $PREFIX == --*=* ]]; then
		option=${PREFIX%%=*}
		compset -P '*='
		_zegel_values $option ${values[$option]}
		return
	fi
	value=${values[$before]}
	if [[ -n $value ]]; then
		_zegel_values $before $value
		return
	fi
	if [[ $PREFIX == -* ]]; then
		_describe -o option options
		return
	fi

	# The first word that is no option and no value of one.
	command=''
	for (( i = 2; i < CURRENT; i++ )); do
		command=${words[i]}
		[[ $command == --* ]] || break
		[[ -z ${values[$command]} ]] || (( i++ ))
		command=''
	done
	case $command in
	'')
		_describe command commands
		_zegel_domains
		;;
	services) _zegel_services ;;
	read | import | export | header) _files ;;
	*) _zegel_domains ;;
	esac
}

_zegel "$@"
