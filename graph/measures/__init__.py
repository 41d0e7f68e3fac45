"""Measures of the network of things: what stands where, told with what it does not say."""
