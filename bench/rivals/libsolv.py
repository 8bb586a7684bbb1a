"""libsolv, measured from inside one process. Milliseconds; cpu is user and system time of this process.

make PACKAGES SOLV              writes stanzas of Debian's Packages format as a .solv file
solve SOLV INSTALLED WORD...    loads, solves once, prints one line of JSON; INSTALLED is a .solv file or "-".
                                A word is a name to install, or --upgrade-all. --names prints what stands at the end.
"""

import json
import sys
import time

import solv


def measured(work):
    wall, cpu = time.perf_counter(), time.process_time()
    value = work()
    return value, {
        "wall": (time.perf_counter() - wall) * 1000,
        "cpu": (time.process_time() - cpu) * 1000,
    }


def debian_pool():
    pool = solv.Pool()
    pool.setdisttype(solv.Pool.DISTTYPE_DEB)
    pool.setarch("amd64")
    return pool


def make(packages, target):
    pool = debian_pool()
    repo = pool.add_repo("debian")
    with open(packages, "rb") as file:
        if not repo.add_debpackages(solv.xfopen_fd(packages, file.fileno())):
            raise SystemExit("libsolv cannot read " + packages)
    with open(target, "wb") as file:
        repo.write(solv.xfopen_fd("", file.fileno()))
    print(json.dumps({"solvables": repo.nsolvables}))


def load(files):
    pool = debian_pool()
    for name, file in files:
        repo = pool.add_repo(name)
        with open(file, "rb") as opened:
            if not repo.add_solv(solv.xfopen_fd("", opened.fileno())):
                raise SystemExit("libsolv cannot read " + file)
        if name == "installed":
            pool.installed = repo
    return pool


def index(pool):
    pool.addfileprovides()
    pool.createwhatprovides()


def first_solve(pool, words):
    solver = pool.Solver()
    solver.set_flag(solv.Solver.SOLVER_FLAG_IGNORE_RECOMMENDED, 1)
    jobs = []
    for word in words:
        if word == "--upgrade-all":
            jobs.append(pool.Job(solv.Job.SOLVER_UPDATE | solv.Job.SOLVER_SOLVABLE_ALL, 0))
        else:
            selection = pool.select(word, solv.Selection.SELECTION_NAME)
            jobs += selection.jobs(solv.Job.SOLVER_INSTALL)
    problems = solver.solve(jobs)
    return solver, problems


def solve(source, installed, words):
    show_names = "--names" in words
    words = [word for word in words if word != "--names"]
    files = ([] if installed == "-" else [("installed", installed)]) + [("debian", source)]
    pool, add_solv = measured(lambda: load(files))
    _, indexing = measured(lambda: index(pool))
    (solver, problems), solving = measured(lambda: first_solve(pool, words))
    sentences, explaining = measured(lambda: explained(problems))
    answer = {
        "addSolv": add_solv,
        "load": {key: add_solv[key] + indexing[key] for key in add_solv},
        "solve": solving,
        "explain": explaining,
        "problems": sentences,
    }
    if not problems:
        transaction = solver.transaction()
        changed = transaction.newsolvables()
        answer["changed"] = len(changed)
        answer["removed"] = [s.name for s in pool.solvables if gone(pool, transaction, s)]
        if show_names:
            kept = transaction.keptsolvables()
            answer["packages"] = sorted([s.name, s.evr] for s in list(changed) + list(kept))
    answer["peak"] = peak()
    print(json.dumps(answer))


def explained(problems):
    """What a person is shown: the problem and what could be done about it."""
    return [
        str(problem) + "; " + " or ".join(", ".join(e.str() for e in s.elements()) for s in problem.solutions())
        for problem in problems
    ]


def gone(pool, transaction, solvable):
    if pool.installed is None or solvable.repo != pool.installed:
        return False
    return transaction.steptype(solvable, 0) == solv.Transaction.SOLVER_TRANSACTION_ERASE


def peak():
    """Bytes of memory that were resident at once."""
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


if sys.argv[1] == "make":
    make(sys.argv[2], sys.argv[3])
else:
    solve(sys.argv[2], sys.argv[3], sys.argv[4:])
