package dev.ringdown.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ComparisonTest {
    private static final Comparison THREE_ROUNDS = new Comparison(List.of(
            Outcomes.flatOut("ringdown", 1, 900_000),
            Outcomes.flatOut("uws", 1, 1_100_000),
            Outcomes.flatOut("ringdown", 2, 1_400_000),
            Outcomes.flatOut("uws", 2, 1_200_000),
            Outcomes.flatOut("ringdown", 3, 1_300_000),
            Outcomes.flatOut("uws", 3, 1_000_000)));

    private static final Comparison AT_RATE =
            new Comparison(List.of(Outcomes.atRate("ringdown", 20, 2), Outcomes.atRate("ws", 4_000, 210)));

    @Test
    void aTableHasMedianLeastAndMostOfEachBestFirst() {
        String table = MarkdownTable.of(THREE_ROUNDS);

        assertThat(table)
                .contains("### One topic, 1,000 connections, 32 events outstanding")
                .containsSubsequence(
                        "| The ringdown | 1,300.0 (900.0-1,400.0) | 0.25 + 0.50 | 64 | 70 % |",
                        "| The uws | 1,100.0 (1,000.0-1,200.0) | 0.25 + 0.50 | 64 | 70 % |")
                .endsWith("In 6 measurements nothing was lost, doubled or out of order.\n");
    }

    @Test
    void whoFallsBehindIsSaid() {
        String table = MarkdownTable.of(AT_RATE);

        assertThat(table)
                .contains("| The ringdown | 10.0 (10.0-10.0) | 20.0 (20.0-20.0) | 2 (2-2) |")
                .contains("| The ws, falls behind | 2,000.0 (2,000.0-2,000.0) |");
    }

    @Test
    void whatOthersDisturbedIsSaid() {
        Comparison comparison = new Comparison(List.of(
                Outcomes.faulty("ws", Measure.OTHERS_PERCENT, 21, ""),
                Outcomes.faulty("uws", Measure.OTHERS_PERCENT, 5, "")));

        String table = MarkdownTable.of(comparison);

        assertThat(table).contains("In 1 measurements others took more than a fifth of a processor");
    }

    @Test
    void faultsAreToldInATableOfTheirOwn() {
        Comparison comparison = new Comparison(List.of(
                Outcomes.faulty("ws", Measure.LOST, 3, ""),
                Outcomes.faulty("nats", Measure.DOUBLED, 4, ""),
                Outcomes.faulty("nchan", Measure.DISORDERED, 5, ""),
                Outcomes.faulty("uws", Measure.CLOSED, 0, "connection closed")));

        String table = MarkdownTable.of(comparison);

        assertThat(table)
                .contains("| The ws | fanout-1000 | 2 | 3 | 0 | 0 | 0 | 0 |  |")
                .contains("| The nats | fanout-1000 | 2 | 0 | 4 | 0 | 0 | 0 |  |")
                .contains("| The nchan | fanout-1000 | 2 | 0 | 0 | 5 | 0 | 0 |  |")
                .contains("| The uws | fanout-1000 | 2 | 0 | 0 | 0 | 0 | 0 | connection closed |")
                .doesNotContain("nothing was lost");
    }

    @Test
    void aPictureIsWellFormedAndHasABarForEach() throws Exception {
        String picture = SvgPicture.of(THREE_ROUNDS, "a < b & c");

        assertThat(elements(picture, "rect")).isEqualTo(1 + 2);
        assertThat(elements(picture, "line")).isEqualTo(2);
        assertThat(picture).contains("class=\"bar ours\"", "a &lt; b &amp; c", "1,300.0 (900.0-1,400.0)");
    }

    @Test
    void whoFallsBehindHasNoNumberInThePicture() {
        String picture = SvgPicture.of(AT_RATE, "");

        assertThat(picture).contains("falls behind: 210 (210-210) events").doesNotContain("4,000");
    }

    private static int elements(String xml, String name) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        return document.getElementsByTagName(name).getLength();
    }
}
