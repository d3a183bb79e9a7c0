package dev.ringdown.torture.load;

/** A gateway that says of itself what a test wants. Confined to the test. */
final class Standing implements Gateway {
    int lives = 1;
    boolean disturbed;

    @Override
    public String name() {
        return "the server";
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int publicPort() {
        return 1;
    }

    @Override
    public int internalPort() {
        return 2;
    }

    @Override
    public boolean isUp() {
        return true;
    }

    @Override
    public int lives() {
        return lives;
    }

    @Override
    public boolean isDisturbed() {
        return disturbed;
    }
}
