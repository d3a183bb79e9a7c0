package dev.ringdown.identity;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What an agent is in its customer's organisation. VoIPBin keeps these as bits of {@code agent.permission}. */
public enum Permission {
    /** Runs the platform itself; reads every customer. */
    SUPERADMIN(0x0001),
    AGENT(0x0010),
    ADMIN(0x0020),
    MANAGER(0x0040);

    /** Every bit that there may be in {@code agent.permission}, with a meaning here or without. */
    public static final int MASK = 0xFFFF;

    private final int bit;

    Permission(int bit) {
        this.bit = bit;
    }

    /** The bit in {@code agent.permission}. */
    public int bit() {
        return bit;
    }

    /** The name in {@code welcome} and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The permissions of a mask; bits without a meaning here are ignored. */
    public static Set<Permission> ofMask(long mask) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (Permission permission : values()) {
            if ((mask & permission.bit) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }
}
