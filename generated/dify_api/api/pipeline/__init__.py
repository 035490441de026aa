"""Operations on pipeline: Knowledge pipelines, which make documents of files, sites, online documents
and drives.
"""
