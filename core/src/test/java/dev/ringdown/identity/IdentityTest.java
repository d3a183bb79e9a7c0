package dev.ringdown.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void aHolderIsTheSameAcrossItsTokens() {
        assertThat(Access.ADMIN.holder()).isEqualTo("agent:74ac5405-7c70-4184-9388-1c9f8f8ce25f");
        assertThat(Access.SUPER_ADMIN.holder()).isEqualTo("agent:74ac5405-7c70-4184-9388-1c9f8f8ce25f");
        assertThat(Access.ACCESS_KEY.holder()).isEqualTo("accesskey:crm");
        assertThat(Access.DIRECT.holder()).isEqualTo("direct:visitor-1");
    }

    @Test
    void aKeyOfAHolderIsTheSameAcrossItsTokensAndNobodyElses() {
        assertThat(Access.agent(Permission.MANAGER).holderKey()).isEqualTo(Access.ADMIN.holderKey());
        assertThat(List.of(Access.ADMIN.holderKey(), Access.ACCESS_KEY.holderKey(), Access.DIRECT.holderKey()))
                .doesNotHaveDuplicates();
    }

    @Test
    void permissionsAreToldByName() {
        assertThat(Access.agent(Permission.MANAGER, Permission.AGENT, Permission.ADMIN)
                        .permissions())
                .containsExactly("agent", "admin", "manager");
        assertThat(Access.agent().permissions()).isEmpty();
        assertThat(Access.ACCESS_KEY.permissions()).containsExactly("admin");
        assertThat(Access.DIRECT.permissions()).containsExactly("direct");
        assertThat(Access.SUPER_ADMIN.permissions()).containsExactly("superadmin");
    }

    @Test
    void onlyAgentsHaveAnAgent() {
        assertThat(Access.ADMIN.agent()).hasToString("74ac5405-7c70-4184-9388-1c9f8f8ce25f");
        assertThat(Access.SUPER_ADMIN.agent()).hasToString("74ac5405-7c70-4184-9388-1c9f8f8ce25f");
        assertThat(Access.ACCESS_KEY.agent()).isNull();
        assertThat(Access.DIRECT.agent()).isNull();
    }

    @Test
    void aMaskIsReadBitByBitAndUnknownBitsMeanNothing() {
        assertThat(Permission.ofMask(0)).isEmpty();
        assertThat(Permission.ofMask(0x0001)).containsExactly(Permission.SUPERADMIN);
        assertThat(Permission.ofMask(0x0010)).containsExactly(Permission.AGENT);
        assertThat(Permission.ofMask(0x0020)).containsExactly(Permission.ADMIN);
        assertThat(Permission.ofMask(0x0040)).containsExactly(Permission.MANAGER);
        assertThat(Permission.ofMask(0x0060)).containsExactly(Permission.ADMIN, Permission.MANAGER);
        assertThat(Permission.ofMask(Permission.MANAGER.bit())).containsExactly(Permission.MANAGER);
        assertThat(Permission.ofMask(0xFFFF_FFFF_FFFF_FF8EL)).isEmpty();
    }

    @Test
    void everyKindHasAName() {
        assertThat(Access.ADMIN.kind()).isEqualTo("agent");
        assertThat(Access.SUPER_ADMIN.kind()).isEqualTo("superadmin");
        assertThat(Access.ACCESS_KEY.kind()).isEqualTo("accesskey");
        assertThat(Access.DIRECT.kind()).isEqualTo("direct");
    }
}
