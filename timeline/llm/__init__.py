"""A language model as an extractor: an article in, drafts out, each with quotations that we locate in the stored text.

Never called unless asked for, and imported only then; see :func:`timeline.llm.read.read_articles`.
"""
