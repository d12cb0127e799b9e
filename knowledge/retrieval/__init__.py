"""Finding passages: lexical and dense search fused, filtered by place and period."""
