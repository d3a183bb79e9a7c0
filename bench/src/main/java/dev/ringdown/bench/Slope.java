package dev.ringdown.bench;

/** The line through points with the least squares. Confined to one thread. */
final class Slope {
    private int count;
    private double sumX;
    private double sumY;
    private double sumXx;
    private double sumXy;
    private double lastX;

    void add(double x, double y) {
        count++;
        sumX += x;
        sumY += y;
        sumXx += x * x;
        sumXy += x * y;
        lastX = x;
    }

    /** The last x, or what is given if there is none. */
    double last(double otherwise) {
        return count == 0 ? otherwise : lastX;
    }

    /** How much y grows with each x; 0 if nothing can be said. */
    double perUnit() {
        double spread = count * sumXx - sumX * sumX;
        return spread == 0 ? 0 : (count * sumXy - sumX * sumY) / spread;
    }
}
