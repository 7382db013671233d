package io.culvert.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlightLineTest {

  @Test
  void shouldReturnFlightWhenLineIsValid() {
    assertThat(FlightLine.parse("2000-02-29T23:59,-13,2345,ANC,1K2"))
        .isEqualTo(new Flight(LocalDateTime.of(2000, 2, 29, 23, 59), -13, 2345, "ANC", "1K2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | wrong number of columns: found=1, wanted=5",
        "2001-01-01T00:01,1,2,LAS | wrong number of columns: found=4, wanted=5",
        "2001-01-01T00:01,1,2,LAS,PHL, | wrong number of columns: found=6, wanted=5",
        "2001-02-29T00:01,1,2,LAS,PHL | date is invalid: found=2001-02-29T00:01, wanted=one like 2001-01-31T23:59",
        "2001-01-01T24:00,1,2,LAS,PHL | date is invalid: found=2001-01-01T24:00, wanted=one like 2001-01-31T23:59",
        "2001-01-01 00:01,1,2,LAS,PHL | date is invalid: found=2001-01-01 00:01, wanted=one like 2001-01-31T23:59",
        "2001-01-01,1,2,LAS,PHL | date is invalid: found=2001-01-01, wanted=one like 2001-01-31T23:59",
        "0000-00-00T00:00,1,2,LAS,PHL | date is invalid: found=0000-00-00T00:00, wanted=one like 2001-01-31T23:59",
        "1899-12-31T23:59,1,2,LAS,PHL | year out of range: found=1899, wanted=1900 to 2199",
        "2001-01-01T00:01,,2,LAS,PHL | delay_minutes is no whole number: found=",
        "2001-01-01T00:01,1.5,2,LAS,PHL | delay_minutes is no whole number: found=1.5",
        "2001-01-01T00:01,1,9999999999,LAS,PHL | distance_miles is no whole number: found=9999999999",
        "2001-01-01T00:01,10081,2,LAS,PHL | delay in minutes out of range: found=10081, wanted=-10080 to 10080",
        "2001-01-01T00:01,-10081,2,LAS,PHL | delay in minutes out of range: found=-10081, wanted=-10080 to 10080",
        "2001-01-01T00:01,1,-1,LAS,PHL | distance in miles out of range: found=-1, wanted=0 to 12500",
        "2001-01-01T00:01,1,12501,LAS,PHL | distance in miles out of range: found=12501, wanted=0 to 12500",
        "2001-01-01T00:01,1,2,LA,PHL | origin is no airport code: found=LA, wanted=three of A-Z 0-9",
        "2001-01-01T00:01,1,2,las,PHL | origin is no airport code: found=las, wanted=three of A-Z 0-9",
        "2001-01-01T00:01,1,2,LAS,PHLX | destination is no airport code: found=PHLX, wanted=three of A-Z 0-9",
      })
  void shouldSayReasonWhenLineIsMalformed(String line, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlightLine.parse(line))
        .withMessage(reason);
  }
}
