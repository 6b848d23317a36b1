"""An invented climbing studio for the sample exports: what it sells where, and when it is busy.

It has a hall, a cafe corner and an online store. Its figures grow, its weekends are strong and
December is its peak; one class starts midway, a drink and a class stop, some prices rise, and on
some days it is closed. Names include white-space twins, commas and letters beyond ASCII.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

HALL, CAFE, ONLINE = "Cedar & Chalk Hall", "Cedar & Chalk Cafe Corner", "Online Store"
CARD, AMEX = "Credit card (Visa/MC-Keyed)", "Credit card (AMEX-Keyed)"
PAYNOW, VOUCHER, COMP = "Misc. (PayNow/Bank Transfer)", "Misc. (Gift Card)", "Misc. (Comp/Guest)"
PLACES = {HALL: 55, CAFE: 28, ONLINE: 17}
PLACES_AT_WEEKENDS = {HALL: 62, CAFE: 30, ONLINE: 8}
PAYMENTS = {
    HALL: {CARD: 58, PAYNOW: 20, AMEX: 9, "Cash": 9, VOUCHER: 4},
    CAFE: {CARD: 45, "Cash": 33, PAYNOW: 22},
    ONLINE: {CARD: 84, AMEX: 16},
}
NOTES = (
    "Booked for two, second guest paid at the desk",
    'Used the "Rainy Tuesday" offer',
    "Moved from the 7 pm class",
    'Asked for the size chart, then took "M"',
)

WEEKDAYS = (62, 78, 84, 88, 108, 168, 152)  # Monday first, per cent of a plain day
MONTHS = (96, 92, 98, 100, 102, 108, 106, 98, 95, 100, 110, 162)
YEARLY_GROWTH = 48  # per cent of the first day, added every year


class Product(NamedTuple):
    """A line of the price list, with how often it is sold at each place.

    ``extra`` is how often it joins something else at the hall. Prices have at most one decimal and
    those from 15 on have none: so an amount with tax has at most three, discounted or not.
    """

    name: str
    price: str
    hall: int = 0
    extra: int = 0
    cafe: int = 0
    online: int = 0
    first: date = date.min
    last: date = date.max
    color: str = "---"
    size: str = "---"
    december: int = 1


NEW_PRICES = date(2026, 1, 1)
OLD_PRICES = NEW_PRICES - timedelta(days=1)
PRODUCTS = (
    Product("Day Pass", "22", hall=250, online=20, last=OLD_PRICES),
    Product("Day Pass", "24", hall=250, online=20, first=NEW_PRICES),
    Product("Off-Peak Day Pass", "16", hall=110, online=8),
    Product("Family Day Pass", "58", hall=34, online=10),
    Product("5 Visit Pass", "95", hall=22, online=26),
    Product("10 Visit Pass", "175", hall=13, online=18),
    Product("Monthly Membership", "98", hall=12, online=24, last=OLD_PRICES),
    Product("Monthly Membership", "105", hall=12, online=24, first=NEW_PRICES),
    Product("Student Monthly Membership", "76", hall=10, online=20),
    Product("Complimentary Guest Pass", "0", hall=5),
    Product("First Steps Class", "28", hall=52, online=30),
    Product("Technique Clinic", "46", hall=20, online=12),
    Product("Lead Climbing Course", "165", hall=5, online=6),
    Product("Private Lesson 60 Min", "88", hall=12, online=4),
    Product("Private Lesson 5 Pack", "390", hall=2, online=1),
    Product("Kids Club Trial", "18", hall=26, online=14),
    Product("Kids Club (8 Weeks)", "212", hall=3, online=4),
    Product("Morning Yoga Drop-In", "20", hall=30, online=10),
    Product("Slackline Sunset Class", "26", hall=64, online=30, first=date(2026, 4, 4)),
    Product("Moonlight Bouldering", "19", hall=46, online=6, last=date(2026, 3, 29)),
    Product("Shoe Rental", "6.5", hall=20, extra=160),
    Product("Shoe  Rental", "6.5", extra=9),
    Product("Harness Rental", "4.5", extra=60),
    Product("Chalk Bag Rental", "2.5", extra=70),
    Product("Locker (Day)", "1.5", extra=44),
    Product("Mineral Water", "1.7", extra=40, cafe=90),
    Product("Mineral Water ", "1.7", extra=6, cafe=14),
    Product("Sparkling Water", "2.6", extra=10, cafe=42),
    Product("Paper Cup", "0.3", cafe=12),
    Product("Café Latte", "5.2", cafe=120, last=OLD_PRICES),
    Product("Café Latte", "5.5", cafe=120, first=NEW_PRICES),
    Product("Long Black", "4.1", cafe=80),
    Product("Iced Lemon Tea", "3.9", extra=8, cafe=64),
    Product("Coconut Water", "4.4", cafe=40, last=date(2026, 2, 15)),
    Product("Banana Bread", "4.8", cafe=56),
    Product("Oat Cookie", "2.3", cafe=48),
    Product("Energy Bar", "3.4", extra=14, cafe=30),
    Product("Loose Chalk 200 g", "13.5", hall=10, extra=14, online=14),
    Product("Finger Tape", "4.7", extra=16, online=8),
    Product("Soft Brush, Wooden", "9.9", extra=6, online=7),
    Product("Studio T-Shirt", "34", hall=4, online=7, color="Moss", size="M", december=3),
    Product("Studio T-Shirt", "34", hall=3, online=5, color="Clay", size="L", december=3),
    Product("Tote Bag", "17", hall=4, online=6, color="Sand", december=2),
    Product("Climbing Shoes", "142", hall=3, online=4, color="Slate", size="EU 40"),
    Product("Gift Voucher 50", "50", hall=7, online=14, december=7),
)


def is_closed(day: date) -> bool:
    """Say whether nothing is sold: each month's first Monday, two holidays, a week in February."""
    first_monday = day.weekday() == 0 and day.day <= 7
    holiday = (day.month, day.day) in {(1, 1), (12, 25)}
    week_off = day.month == 2 and 16 <= day.day <= 22
    return first_monday or holiday or week_off


def busyness(day: date, days_since_start: int) -> int:
    """Weigh an open day against others; only the proportion means something."""
    grown = 365 * 100 + YEARLY_GROWTH * days_since_start
    return WEEKDAYS[day.weekday()] * MONTHS[day.month - 1] * grown
