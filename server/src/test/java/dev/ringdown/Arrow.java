package dev.ringdown;

/** One room knows another one. Immutable. */
record Arrow(String from, String to) {
    @Override
    public String toString() {
        return from + " → " + to;
    }
}
