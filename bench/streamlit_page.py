"""The prediction of the prototype banknote as a page of Streamlit: four numbers, a linear model, an answer.

Run by side_by_side.py; its argument is the training table.
"""
import sys

import numpy
import pandas
import streamlit

COLUMNS = ["variance", "skewness", "curtosis", "entropy"]
EXAMPLE = [3.6216, 8.6661, -2.8073, -0.44699]


@streamlit.cache_resource
def plane():
    known = pandas.read_csv(sys.argv[1])
    rows = numpy.column_stack([known[COLUMNS].to_numpy(), numpy.ones(len(known))])
    return numpy.linalg.lstsq(rows, numpy.where(known["class"] > 0, 1.0, -1.0), rcond=None)[0]


streamlit.title("Is this banknote genuine?")
given = [
    streamlit.number_input(name, value=value, format="%.5f", key=name) for name, value in zip(COLUMNS, EXAMPLE)
]
score = float(numpy.dot([*given, 1.0], plane()))
streamlit.metric("verdict", "forged" if score > 0 else "genuine")
streamlit.metric("score", f"{score:.4f}")
