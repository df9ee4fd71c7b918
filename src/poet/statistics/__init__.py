"""Statistical methods: pure functions on frames and arrays, one module a method.

They know nothing of surveys. What cannot be estimated raises `failure.CannotEstimate` with its
reason in words.
"""
