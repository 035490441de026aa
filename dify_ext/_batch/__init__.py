"""The decisions of a batch. Pure.

``table`` reads the rows, ``records`` has the life of a row and its next step, ``verdicts`` what an
error says about a row, ``concurrency`` how many rows run at a time, ``report`` the results.
"""
