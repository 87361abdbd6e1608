# bash completion for pendulum
_pendulum() {
  local word current=${COMP_WORDS[COMP_CWORD]}
  local -a words
  words=()
  COMPREPLY=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == = ]] || words+=("$word")
  done
  [[ $current == = ]] && current=
  while IFS=$'\t' read -r word _; do
    [[ $word == :* || $word != "$current"* ]] || COMPREPLY+=("$word")
  done < <(pendulum complete -- ${words[@]+"${words[@]}"} "$current" 2>/dev/null)
}
complete -o default -F _pendulum pendulum
