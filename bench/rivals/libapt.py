"""libapt, measured from inside one process. Milliseconds; cpu is user and system time of this process.

solve CACHE LISTS STATUS WORD...  opens the cache, answers once, prints one line of JSON.
                                CACHE is a folder where apt keeps its own pkgcache.bin, LISTS one with package
                                lists, STATUS a dpkg status file.
                                A word is a name to install, or --upgrade-all. --names prints what stands at the end.
"""

import json
import sys
import time

import apt_pkg


def measured(work):
    wall, cpu = time.perf_counter(), time.process_time()
    value = work()
    return value, {
        "wall": (time.perf_counter() - wall) * 1000,
        "cpu": (time.process_time() - cpu) * 1000,
    }


def configure(folder, lists, status):
    apt_pkg.init_config()
    settings = {
        "Dir::Cache": folder,
        "Dir::Cache::pkgcache": "pkgcache.bin",
        "Dir::Cache::srcpkgcache": "srcpkgcache.bin",
        "Dir::State::lists": lists,
        "Dir::State::status": status,
        "Dir::State::extended_states": "/dev/null",
        "APT::Install-Recommends": "0",
        "APT::Install-Suggests": "0",
        "Acquire::GzipIndexes": "false",
        "Debug::NoLocking": "1",
    }
    for key, value in settings.items():
        apt_pkg.config.set(key, value)
    apt_pkg.init_system()


def first_solve(cache, words):
    """As apt-get does: marks what is asked for with its dependencies, then lets the problem resolver mend the rest."""
    depcache = apt_pkg.DepCache(cache)
    resolver = apt_pkg.ProblemResolver(depcache)
    if words == ["--upgrade-all"]:
        depcache.upgrade(True)
        return depcache, depcache.broken_count == 0
    with apt_pkg.ActionGroup(depcache):
        for word in words:
            package = cache[word]
            depcache.mark_install(package, True, True)
            resolver.clear(package)
            resolver.protect(package)
    if depcache.broken_count == 0:
        return depcache, True
    try:
        return depcache, resolver.resolve(True)
    except apt_pkg.Error:
        return depcache, False


def solve(places, words):
    show_names = "--names" in words
    words = [word for word in words if word != "--names"]
    configure(*places)
    cache, load = measured(lambda: apt_pkg.Cache(None))
    (depcache, solved), solving = measured(lambda: first_solve(cache, words))
    answer = {"load": load, "solve": solving, "problems": [] if solved else ["broken"]}
    if solved:
        coming = [p for p in cache.packages if depcache.marked_install(p) or depcache.marked_upgrade(p)]
        answer["changed"] = len(coming)
        answer["removed"] = sorted(p.name for p in cache.packages if depcache.marked_delete(p))
        if show_names:
            answer["packages"] = sorted(standing(cache, depcache))
    answer["peak"] = peak()
    print(json.dumps(answer))


def standing(cache, depcache):
    for package in cache.packages:
        if depcache.marked_install(package) or depcache.marked_upgrade(package):
            yield [package.name, depcache.get_candidate_ver(package).ver_str]
        elif package.current_ver is not None and not depcache.marked_delete(package):
            yield [package.name, package.current_ver.ver_str]


def peak():
    """Bytes of memory that were resident at once."""
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


solve(sys.argv[2:5], sys.argv[5:])
