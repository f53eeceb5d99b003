# Completion of zegel for bash. What there is, zegel itself tells: --help its
# commands and options with their values, services its programs, list the
# domains that it knows.
#
# Domains are offered for what was begun to be typed only, and never with
# ZEGEL_PRIVATE set: the names of other customers are nobody's business.
#
# SPDX-License-Identifier: MIT

# Lines "command NAME" and "option NAME VALUE" of --help.
_zegel_help() {
	"${1:-zegel}" --help --lang en 2>/dev/null | awk '
		/^Options:/ { options = 1 }
		!options && /^  zegel [a-z]/ { print "command", $2 }
		options && /^  --[a-z]/ {
			print "option", $1, /^  --[a-z-]+ [^ ]/ ? $2 : ""
		}'
}

_zegel_domains() {
	local zegel=$1 begun=$2
	case ${ZEGEL_PRIVATE:-0} in 0) ;; *) return ;; esac
	[ -n "$begun" ] || return
	"$zegel" list 2>/dev/null | awk '{ print $1 }'
}

# The IDs, behind those that stand there with commas between.
_zegel_services() {
	local zegel=$1 begun=$2 before=''
	case $begun in *,*) before=${begun%,*}, ;; esac
	"$zegel" services 2>/dev/null |
		awk -v before="$before" '/^[a-z]/ { print before $1 }'
}

# What can stand behind an option, by what --help says of it.
_zegel_values() {
	local zegel=$1 option=$2 value=$3 begun=$4
	case $option:$value in
	--service:*) COMPREPLY=($(compgen -W "$(_zegel_services "$zegel" "$begun")" -- "$begun")) ;;
	*:*'|'*[a-z]*) COMPREPLY=($(compgen -W "${value//|/$'\n'}" -- "$begun")) ;;
	*:FOLDER) compopt -o filenames 2>/dev/null
		COMPREPLY=($(compgen -d -- "$begun")) ;;
	*:FILE | *:LIST) compopt -o filenames 2>/dev/null
		COMPREPLY=($(compgen -f -- "$begun")) ;;
	*:DOMAIN) COMPREPLY=($(compgen -W "$(_zegel_domains "$zegel" "$begun")" -- "$begun")) ;;
	esac
}

# The first word that is no option and no value of one: the command.
_zegel_command() {
	local i word takes_value=''
	for ((i = 1; i < COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		if [ -n "$takes_value" ]; then
			[ "$word" = = ] || takes_value=''
			continue
		fi
		case $word in
		--*) case $help in *"option $word "[!$'\n']*) takes_value=1 ;; esac ;;
		*) echo "$word" && return ;;
		esac
	done
}

_zegel() {
	local zegel=${COMP_WORDS[0]} begun=${COMP_WORDS[COMP_CWORD]}
	local before=${COMP_WORDS[COMP_CWORD - 1]} IFS=$'\n' help command line
	COMPREPLY=()
	type "$zegel" >/dev/null 2>&1 || zegel=zegel
	help=$(_zegel_help "$zegel")

	# --option=value comes in as three words
	if [ "$begun" = = ]; then
		begun=''
	elif [ "$before" = = ] && [ "$COMP_CWORD" -ge 2 ]; then
		before=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	while IFS= read -r line; do
		case $line in
		"option $before "?*)
			_zegel_values "$zegel" "$before" \
				"${line#"option $before "}" "$begun"
			return
			;;
		esac
	done <<<"$help"
	case $begun in
	-*)
		COMPREPLY=($(compgen -W "$(awk '$1 == "option" { print $2 }' \
			<<<"$help")" -- "$begun"))
		return
		;;
	esac
	command=$(_zegel_command)
	case $command in
	'') COMPREPLY=($(compgen -W "$(awk '$1 == "command" { print $2 }' <<<"$help")
$(_zegel_domains "$zegel" "$begun")" -- "$begun")) ;;
	services) COMPREPLY=($(compgen -W "$(_zegel_services "$zegel" "$begun")" -- "$begun")) ;;
	read | import | export | header) compopt -o filenames 2>/dev/null
		COMPREPLY=($(compgen -f -- "$begun")) ;;
	*) COMPREPLY=($(compgen -W "$(_zegel_domains "$zegel" "$begun")" -- "$begun")) ;;
	esac
}

complete -F _zegel zegel
