# Sourced by the scripts beside it. `ensure_venv [group…]` makes .venv at the project's root, or brings it up to date:
# the project itself (editable, with all extras) and the dependency groups of pyproject.toml that were asked for.
#
# It needs Python 3.11 or later ($PYTHON says which) and nothing else. uv installs: the one on PATH, else one that pip
# brings into .venv. If neither can, pip installs. Where nothing has changed since the last time it returns at once: the
# stamp in .venv says what was installed, from what, and where.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
VENV=$ROOT/.venv
PY=$VENV/bin/python
_STAMP=$VENV/.dify-ext-stamp

# What the caller's shell says for other projects must not reach this one, and nothing may ask a question.
# Bytecode is kept, also where the environment says no (uv installs none): a test process starts in a third of the time.
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV PYTHONDONTWRITEBYTECODE
export PIP_USER=0 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# As pip does, uv shall trust the certificates that the machine trusts.
export UV_SYSTEM_CERTS=${UV_SYSTEM_CERTS:-1}

ensure_venv() {
  _venv_is_ready "$@" && return 0
  (
    # Two scripts started at once: the second waits, and then finds all done.
    if command -v flock >/dev/null; then flock 9; fi
    _venv_is_ready "$@" || _venv_install "$@"
  ) 9<"$ROOT/scripts/_setup.sh"
}

# The state of what is installed from: this file, pyproject.toml, and where they are (an editable install names the place).
_venv_key() {
  printf '%s %s\n' "$(cat "$ROOT/pyproject.toml" "$ROOT/scripts/_setup.sh" | cksum)" "$ROOT"
}

_python_version() {
  "$1" -c 'import sys; print(*sys.version_info[:3], sep=".")' 2>/dev/null
}

# Reads the stamp into _stamp_key, _stamp_python and _stamp_groups (" a b ").
_read_stamp() {
  _stamp_key='' _stamp_python='' _stamp_groups=' '
  if [ -f "$_STAMP" ]; then
    { read -r _stamp_key && read -r _stamp_python && IFS= read -r _stamp_groups; } <"$_STAMP" || true
  fi
}

_venv_is_ready() {
  local group
  [ -x "$PY" ] || return 1
  _read_stamp
  [ "$_stamp_key" = "$(_venv_key)" ] || return 1
  for group in "$@"; do
    case $_stamp_groups in *" $group "*) ;; *) return 1 ;; esac
  done
  [ -z "${PYTHON:-}" ] || [ "$(_python_version "$PYTHON")" = "$_stamp_python" ]
}

# Prints the first Python that will do. A name on PATH may be a shim that cannot start, so each one is started.
_find_python() {
  local candidate
  for candidate in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      if [ -n "$_uv" ] || "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        printf '%s\n' "$candidate"
        return 0
      fi
      echo "$candidate has no venv module (on Debian and Ubuntu: apt install python3-venv)" >&2
    fi
    if [ "$candidate" = "${PYTHON:-}" ]; then
      echo "PYTHON=$PYTHON is not a usable Python 3.11 or later" >&2
      return 1
    fi
  done
  echo "no Python 3.11 or later on PATH: install one, or say where it is with PYTHON=/path/to/python3" >&2
  return 1
}

# The requirements of the groups named, one a line; without pip's own --group, which older versions do not have.
_group_requirements() {
  [ $# -gt 0 ] || return 0
  "$PY" - "$ROOT/pyproject.toml" "$@" <<'PYTHON'
import sys
import tomllib

with open(sys.argv[1], "rb") as file:
    groups = tomllib.load(file)["dependency-groups"]


def requirements(name):
    for item in groups[name]:
        if isinstance(item, str):
            yield item
        else:
            yield from requirements(item["include-group"])


print("\n".join(dict.fromkeys(line for name in sys.argv[2:] for line in requirements(name))))
PYTHON
}

# Sets _pip to a pip that installs into .venv: .venv's own, else that of the Python below it, which saves the seconds that
# it takes to install one, else one that is installed now.
_find_pip() {
  local below
  below=$("$PY" -c 'import sys; print(sys._base_executable)') || return 1
  _pip=("$PY" -m pip)
  "${_pip[@]}" --version >/dev/null 2>&1 && return 0
  _pip=("$below" -m pip --python "$PY")
  "${_pip[@]}" --version >/dev/null 2>&1 && return 0
  _pip=("$PY" -m pip)
  "$PY" -m ensurepip >/dev/null
}

# Prints what pip's configuration says about where packages come from, as uv's variables: NAME=value, one a line.
_pip_settings() {
  "${_pip[@]}" config list 2>/dev/null | "$PY" -c '
import ast
import sys

read = dict(line.rstrip("\n").split("=", 1) for line in sys.stdin if "=" in line)
found = {}
for section in ("global.", "install.", ":env:."):  # the later one wins
    found |= {name[len(section):]: ast.literal_eval(value) for name, value in read.items() if name.startswith(section)}
for name, variable, separator in (
    ("index-url", "UV_DEFAULT_INDEX", " "),
    ("extra-index-url", "UV_INDEX", " "),
    ("no-index", "UV_NO_INDEX", " "),
    ("find-links", "UV_FIND_LINKS", ","),
    ("constraint", "UV_CONSTRAINT", " "),
    ("trusted-host", "UV_INSECURE_HOST", " "),
    ("default-timeout", "UV_HTTP_TIMEOUT", " "),
    ("timeout", "UV_HTTP_TIMEOUT", " "),
    ("cert", "SSL_CERT_FILE", " "),
    ("proxy", "ALL_PROXY", " "),
):
    if words := found.get(name, "").split():
        print(f"{variable}={separator.join(words)}")
print("UV_INDEX_STRATEGY=unsafe-best-match")  # as pip: the best version of all indexes
'
}

# Sets _uv to a uv in .venv, which pip brings, and makes it look where pip looks. Without one, pip does all.
_bring_uv() {
  local setting name
  _find_pip || return 0
  if ! [ -x "$VENV/bin/uv" ]; then
    "${_pip[@]}" install -qqq --only-binary :all: uv >/dev/null 2>&1 || return 0
  fi
  while IFS= read -r setting; do
    name=${setting%%=*}
    [ -n "${!name:-}" ] || export "$setting"
  done < <(_pip_settings)
  _uv=$VENV/bin/uv
}

# Installs by uv where there is one, and by pip where there is none or where it failed (pip has its own configuration).
_install() (
  cd "$ROOT" || exit 1
  [ -n "$_uv" ] || _bring_uv
  if [ -n "$_uv" ]; then
    "$_uv" pip install --quiet --python "$PY" "$@" && exit 0
    echo "uv could not install; trying pip …" >&2
  fi
  _find_pip || exit 1
  # -qq: errors are shown, warnings about the machine's own configuration are not.
  "${_pip[@]}" install -qq "$@"
)

_venv_install() {
  local python='' requirement requirements group groups=' ' wanted=() started=$SECONDS
  _uv=$(command -v uv || true)
  _read_stamp
  if [ -x "$PY" ]; then
    # Made for another place (a copied tree) or for another Python: begin anew.
    if [ -n "$_stamp_key" ] && [ "${_stamp_key#* * }" != "$ROOT" ]; then rm -rf "$VENV"; fi
    if [ -n "${PYTHON:-}" ] && [ "$(_python_version "$PYTHON")" != "$(_python_version "$PY")" ]; then rm -rf "$VENV"; fi
  fi
  if [ -x "$PY" ] && "$PY" -c '' 2>/dev/null; then
    groups=$_stamp_groups
    echo "Bringing .venv up to date …" >&2
  else
    rm -rf "$VENV"
    python=$(_find_python) || return 1
    echo "Setting up .venv (Python $(_python_version "$python")) …" >&2
    if [ -n "$_uv" ]; then
      # The very interpreter that was tried: uv would look a bare name up in its own way, and may download one.
      uv venv --quiet --python "$("$python" -c 'import sys; print(sys.executable)')" "$VENV" || return 1
    else
      "$python" -m venv --without-pip "$VENV" || return 1
    fi
  fi
  rm -f "$_STAMP"
  for group in "$@"; do
    case $groups in *" $group "*) ;; *) groups="$groups$group " ;; esac
  done
  # shellcheck disable=SC2086 # one word a group
  requirements=$(_group_requirements $groups) || return 1
  while IFS= read -r requirement; do
    [ -z "$requirement" ] || wanted+=("$requirement")
  done <<<"$requirements"
  if ! _install -e '.[all]' ${wanted[@]+"${wanted[@]}"}; then
    echo "could not install what pyproject.toml names; the lines above say why" >&2
    return 1
  fi
  printf '%s\n%s\n%s\n' "$(_venv_key)" "$(_python_version "$PY")" "$groups" >"$_STAMP"
  echo "… .venv is ready after $((SECONDS - started)) s" >&2
}
