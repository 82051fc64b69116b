"""What a picture's file says of itself."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from masthead.publishing.forms import notes

HEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:core="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
)
FOOT = "</rdf:RDF></x:xmpmeta>"


def carrying(packet):
    output = BytesIO()
    Image.new("RGB", (8, 8)).save(output, "JPEG", xmp=packet if isinstance(packet, bytes) else packet.encode())
    output.seek(0)
    return Image.open(output)


def test_each_description_of_a_packet_is_read_in_both_ways_of_writing():
    found = notes.read(
        carrying(
            f'{HEAD}<rdf:Description photoshop:Credit="AFN" photoshop:DateCreated="2026-01-23T09:00:00"/>'
            "<rdf:Description><dc:creator><rdf:Seq><rdf:li>Ada Berg</rdf:li><rdf:li>Bo Lind</rdf:li></rdf:Seq>"
            "</dc:creator>"
            "<photoshop:City> Norrhavn </photoshop:City>"
            "<core:AltTextAccessibility><rdf:Alt><rdf:li>A quay.</rdf:li></rdf:Alt></core:AltTextAccessibility>"
            f"</rdf:Description>{FOOT}"
        )
    )
    assert found.credit == "AFN"
    assert found.photographer == "Ada Berg, Bo Lind"
    assert found.place == "Norrhavn"
    assert found.description == "A quay."
    assert found.taken_on == date(2026, 1, 23)


def test_the_rights_stand_in_for_a_credit_that_is_not_there():
    rights = "<dc:rights><rdf:Alt><rdf:li>Berg 2026</rdf:li></rdf:Alt></dc:rights>"
    assert notes.read(carrying(f"{HEAD}<rdf:Description>{rights}</rdf:Description>{FOOT}")).credit == "Berg 2026"


@pytest.mark.parametrize(
    "packet",
    [
        b"\x00",
        b"not markup",
        b"<a><b></a>",
        b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
        HEAD.encode() + b'<rdf:Description photoshop:DateCreated="yesterday"/>' + FOOT.encode(),
    ],
)
def test_damaged_or_hostile_metadata_says_nothing(packet):
    assert notes.read(carrying(packet)) == notes.Notes()
