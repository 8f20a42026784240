# shellcheck shell=bash
# What scripts/run and scripts/test share: messages, packages, the build, migrations, and not being root.
# Sourced by a script that has set -euo pipefail.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)

# Another python3, perl or PostgreSQL may come first in PATH; Debian's see Debian's packages.
export PATH=/usr/bin:/usr/sbin:/bin:/sbin:$PATH LC_ALL=C.UTF-8

# shellcheck disable=SC2034
packages_to_build=(gcc libc6-dev libcsv-dev libjansson-dev libmagic-dev libmicrohttpd-dev libpcre2-dev libpq-dev libsodium-dev
    libxlsxwriter-dev libxxhash-dev libzstd-dev meson ninja-build pkg-config python3 python3-yaml zlib1g-dev)
# README's tour and the guides ask with curl, take the answers apart with jq, and make digests with openssl.
# shellcheck disable=SC2034
packages_to_ask=(curl jq openssl)
# shellcheck disable=SC2034
packages_to_migrate=(libdbd-pg-perl postgresql-client sqitch)

say() { printf '%s\n' "$*" >&2; }

fail() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# Runs a command, or a function that may end with fail, and shows what it said only if it fails.
quietly() {
    local log status=0
    log=$(mktemp)
    ("$@") >"$log" 2>&1 || status=$?
    ((status == 0)) || cat "$log" >&2
    rm -f "$log"
    return "$status"
}

as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "this needs root and sudo is not here; run once as root: $*"
    fi
}

# Installs those of the packages that are not there. Touches the network only when one is missing.
install_packages() {
    local installed missing=() package
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
    for package in "$@"; do
        grep -qxF -- "$package" <<<"$installed" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    say "Installing ${missing[*]}"
    if [[ " ${missing[*]} " == *" postgresql "* ]]; then
        # Debian would otherwise make and start a cluster of the system's own, which nobody here asked for.
        as_root install -d /etc/postgresql-common/createcluster.d
        as_root tee /etc/postgresql-common/createcluster.d/forum.conf >/dev/null <<<'create_main_cluster = false'
    fi
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
    quietly as_root "${apt[@]}" update || fail "apt-get update failed"
    quietly as_root "${apt[@]}" install --no-install-recommends "${missing[@]}" || fail "apt-get install failed"
}

# The folder of the newest PostgreSQL's server programs, or of version $1's; Debian keeps them out of PATH.
postgres_bin() {
    local folder
    # shellcheck disable=SC2086 # a glob where no version is given
    folder=$(printf '%s\n' /usr/lib/postgresql/${1:-*}/bin | sort -V | tail -n 1)
    [[ -x $folder/postgres ]] || fail "no PostgreSQL server ${1-} under /usr/lib/postgresql"
    printf '%s\n' "$folder"
}

# The user that servers run as: PostgreSQL refuses root, and the daemon needs nothing of root's.
server_user() {
    if ((EUID != 0)); then
        id -un
    elif id -u postgres >/dev/null 2>&1; then
        echo postgres
    else
        echo nobody
    fi
}

# Becomes a command run by the server user; for a subshell.
exec_as_server() {
    if ((EUID == 0)); then
        # libpq would look for certificates in root's home and fail at being refused.
        unset HOME
        exec setpriv "--reuid=$(server_user)" "--regid=$(id -g "$(server_user)")" --init-groups "$@"
    fi
    exec setpriv "$@"
}

as_server() { (exec_as_server "$@"); }

# Starts a server in the background and puts its process id into $server_pid. The signal $1 means "stop now" to it:
# the kernel sends it when this script dies, however that happens. The session of its own keeps the terminal's
# Ctrl-C away, so that the script decides about the order.
start_server() {
    local stop_signal=$1
    shift
    exec_as_server --pdeathsig "$stop_signal" setsid "$@" &
    # shellcheck disable=SC2034
    server_pid=$!
}

# Builds forumd in the folder $1 with the meson options that follow; says nothing unless it fails.
build() {
    local folder=$root/$1
    shift
    mkdir -p "$folder"
    exec {build_lock}>"$folder/.lock"
    flock "$build_lock"
    # meson looks for sources only when it is set up: have it look again when files came or went.
    local sources again=()
    sources=$(cd "$root" && find server tests -name '*.c' -o -name '*.sql' -o -name meson.build | sort)
    if [[ ! -f $folder/build.ninja || $sources != "$(cat "$folder/.sources" 2>/dev/null)" ]]; then
        say "Building forumd in ${folder#"$root/"}"
        [[ ! -f $folder/build.ninja ]] || again=(--reconfigure)
        quietly meson setup "${again[@]}" "$folder" "$root" "$@" || fail "meson setup failed"
        printf '%s\n' "$sources" >"$folder/.sources"
    fi
    quietly ninja -C "$folder" forumd || fail "the build failed"
    exec {build_lock}>&-
}

# One line for each change of the plan, oldest first: its name and the SHA-1 of its deploy script.
planned_changes() (
    cd "$root/migrations/deploy" || exit
    mapfile -t names < <(sed -n 's/^\([^%@#[:space:]][^[:space:]]*\).*/\1/p' ../sqitch.plan)
    sha1sum -- "${names[@]/%/.sql}" | sed 's/^\([0-9a-f]*\)  \(.*\)\.sql$/\2 \1/'
)

# The same lines for what the database has; nothing for a database that sqitch has not seen.
deployed_changes() {
    psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" <<'END'
select to_regclass('sqitch.changes') is not null as known \gset
\if :known
select change || ' ' || script_hash from sqitch.changes order by committed_at;
\endif
END
}

# Runs sqitch on the database at a libpq URI.
sqitch_on() {
    local url=$1
    shift
    # It refuses to start without the names of whoever migrates, for its log, and without a time zone.
    TZ=${TZ:-UTC} SQITCH_FULLNAME=${SQITCH_FULLNAME:-Forum} SQITCH_EMAIL=${SQITCH_EMAIL:-forum@localhost} \
        sqitch --chdir "$root/migrations" "$@" "db:$url"
}

# Gives the role $2 of the database $1 the password $3, if that is not empty. The word stays off the command line.
set_password() {
    [[ -n $3 ]] || return 0
    PASSWORD=$3 psql -X -q -v ON_ERROR_STOP=1 -v role="$2" -d "$1" <<'END'
\getenv password PASSWORD
alter role :"role" password :'password';
END
}

# Brings the database at a libpq URI to the plan's last change. Perl takes a second to start, so sqitch is asked
# only when there is something to do.
migrate() {
    local planned
    planned=$(planned_changes)
    if [[ $planned != "$(deployed_changes "$1")" ]]; then
        say "Migrating the database"
        quietly sqitch_on "$1" deploy --verify || fail "the migration failed"
        [[ $planned == "$(deployed_changes "$1")" ]] ||
            say "Warning: a script in migrations/deploy was edited after this database had it; 'sqitch check' says which"
    fi
    set_password "$1" forum_app "${FORUM_APP_PASSWORD-}"
    set_password "$1" forum_public "${FORUM_PUBLIC_PASSWORD-}"
}
