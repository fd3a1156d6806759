"""The plain way: read a table, answer it with scikit-learn, write it. Prints rows per second of one process.

Usage: pandas_baseline.py <training table> <table> <results>
Exit code 3 with a message where pandas or scikit-learn are missing.
"""
import os
import sys
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

try:
    import pandas
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import LinearSVC
except ImportError as missing:
    print(f"skipped: {missing.name} is not installed (pip install pandas scikit-learn)")
    sys.exit(3)

training, table, results = sys.argv[1:4]
columns = ["variance", "skewness", "curtosis", "entropy"]
known = pandas.read_csv(training)
model = make_pipeline(StandardScaler(), LinearSVC()).fit(known[columns], known["class"])

started = time.perf_counter()
rows = pandas.read_csv(table)
rows["variance"] = pandas.to_numeric(rows["variance"], errors="coerce")
good = rows.dropna()
answers = good.assign(score=model.decision_function(good[columns]))
answers["verdict"] = answers["score"].gt(0).map({True: "forged", False: "genuine"})
answers.to_csv(results, float_format="%.6g")
print(round(len(rows) / (time.perf_counter() - started)))
