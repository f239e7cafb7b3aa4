"""Growth of children: WHO 2006 z-scores, classes, N/T/O/B, ranges and charts. Pure: no models, no queries."""
