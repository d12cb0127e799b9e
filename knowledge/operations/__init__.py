"""Running it: copies of the whole store, bringing them back, examining and repairing a store."""
