package dev.ringdown.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Schedule schedule = new Schedule();
    private final List<String> done = new ArrayList<>();

    @Test
    void stepsRunWhenTheirTimeHasComeWhateverTheOrderOfPlanning() {
        schedule.after(20, () -> done.add("late"));
        schedule.after(10, () -> done.add("early"));

        schedule.runNext();
        schedule.runNext();

        assertThat(done).containsExactly("early", "late");
        assertThat(schedule.nowNanos()).isEqualTo(20);
    }

    @Test
    void stepsOfOneMomentRunInTheOrderOfPlanning() {
        schedule.after(10, () -> done.add("first"));
        schedule.after(10, () -> done.add("second"));
        schedule.after(10, () -> done.add("third"));

        schedule.runNext();
        schedule.runNext();
        schedule.runNext();

        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void aStepPlansFromItsOwnMoment() {
        schedule.after(10, () -> schedule.after(5, () -> done.add("next")));

        schedule.runNext();
        schedule.runNext();

        assertThat(done).containsExactly("next");
        assertThat(schedule.nowNanos()).isEqualTo(15);
    }

    @Test
    void nothingCanBePlannedForThePast() {
        assertThatThrownBy(() -> schedule.after(-1, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delayNanos: -1 (expected: 0 or more)");
    }
}
