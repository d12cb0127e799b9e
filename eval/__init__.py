"""Evaluation: question sets with gold answers, their scoring, the runner and its reports.

Uses what a user has: the ingestion of files and the asking of questions.
"""
