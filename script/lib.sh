# Sourced by the commands: finds or installs Node 26, then the packages.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
wanted=26

node_major() { node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0; }

ensure_node() {
  [ -x .node/node_modules/node/bin/node ] && PATH="$PWD/.node/node_modules/node/bin:$PATH"
  if [ "$(node_major)" -lt "$wanted" ]; then
    command -v npm >/dev/null || { echo "Palier a besoin de npm (Node 20 ou plus récent)." >&2; exit 1; }
    echo "Installation de Node $wanted…" >&2
    npm install --no-save --no-package-lock --no-audit --no-fund --loglevel=error --prefix .node node@26.10.0 >&2 ||
      { echo "Node $wanted n’a pas pu être installé : npm en dit la raison ci-dessus." >&2; exit 1; }
    PATH="$PWD/.node/node_modules/node/bin:$PATH"
  fi
  [ "$(node_major)" -ge "$wanted" ] || { echo "Node $wanted n’a pas pu être installé." >&2; exit 1; }
  export PATH
}

# Packages follow package-lock.json: its fingerprint tells whether they are those of this commit.
ensure_packages() {
  local fingerprint
  fingerprint=$(sha256sum package-lock.json | cut -d' ' -f1)
  if [ "$(cat node_modules/.palier-lock 2>/dev/null)" != "$fingerprint" ]; then
    echo "Installation des paquets…" >&2
    # Not `npm ci`: it refuses a lock that does not list the optional packages of every other platform.
    npm install --no-save --no-audit --no-fund --loglevel=error >&2
    echo "$fingerprint" > node_modules/.palier-lock
  fi
}

ensure_web() {
  local fingerprint
  fingerprint=$({ git ls-files -s web contract domain package-lock.json vite.config.ts; git diff HEAD -- web contract domain vite.config.ts; } 2>/dev/null | sha256sum | cut -d' ' -f1)
  if [ ! -f web/dist/index.html ] || [ "$(cat web/dist/.built-from 2>/dev/null)" != "$fingerprint" ]; then
    echo "Construction de l’application web…" >&2
    node node_modules/vite/bin/vite.js build --logLevel warn >&2
    echo "$fingerprint" > web/dist/.built-from
  fi
}

# A browser for the journeys: CHROMIUM names one, else the system's, else Debian's package.
ensure_chromium() {
  local found
  found=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
  if [ -z "$found" ] && command -v apt-get >/dev/null; then
    echo "Installation de Chromium…" >&2
    local sudo=""
    [ "$(id -u)" -eq 0 ] || sudo="sudo -n"
    { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 || true
    found=$(command -v chromium || true)
  fi
  # Without one, the journeys fail and the rest is still checked.
  [ -n "$found" ] || { echo "Chromium est introuvable : installez-le, ou indiquez son chemin avec CHROMIUM=…" >&2; return 0; }
  export CHROMIUM="$found"
}
