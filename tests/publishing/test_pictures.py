"""Pictures: what comes in by the real form, and what goes out."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.urls import reverse
from PIL import Image

from masthead.publishing import operations
from masthead.publishing.forms import pictures as form
from masthead.publishing.models import Picture
from masthead.publishing.queries.prints import prints
from tests.newsroom import make_article, make_draft, make_picture, make_section, paragraph
from tests.publishing import desk

pytestmark = [pytest.mark.django_db]

# What the files from elsewhere carry and nobody outside may read: makers, models, programs, positions.
TRACES = (
    b"Exif",
    b"GPS",
    b"Canon",
    b"NIKON",
    b"SONY",
    b"Apple",
    b"iPhone",
    b"Xiaomi",
    b"Photoshop",
    b"Adobe ",
    b"jumb",
)
DAMAGED = {
    "pillow-broken.png",
    "pillow-chunk_no_fdat.png",
    "pillow-truncated_end_chunk.png",
    "pillow-truncated_jpeg.jpg",
    "pillow-zero_width.gif",
}
BOMBS = {"pillow-decompression_bomb.gif"}
FOREIGN = {"pillow-sugarshack.mpo"}


def upload(client, name, data, **facts):
    """Send one picture by the form of the backstage."""
    fields = {"title": "A picture", "description": "", "credit": "", "caption": "", "taken_on": "", **facts}
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("wagtailimages:add"), {**fields, "file": file, "collection": "1"})


def jpeg(size=(800, 500), **options):
    output = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(output, "JPEG", **options)
    return output.getvalue()


def public_bytes(client, picture):
    """Every byte of the picture that anybody can fetch, by the addresses that its tag names."""
    html = Template("{% load publishing %}{% picture picture %}").render(Context({"picture": picture}))
    addresses = set(re.findall(r"/media/[^ \"]+", html))
    assert addresses
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        yield address, b"".join(response.streaming_content)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data", "ignore:Truncated File Read")  # Pillow says so, and goes on
def test_every_picture_from_elsewhere_is_shown_clean_or_refused_with_a_sentence(client, hedda, fixtures_folder):
    refused = set()
    for path in sorted((fixtures_folder / "pictures").iterdir()):
        response = upload(client, path.name, path.read_bytes())
        if response.status_code == 200:
            (sentence,) = response.context["form"].errors["file"]
            assert sentence.endswith("."), path.name
            assert sentence in desk.said(response)
            refused.add(path.name)
            continue
        picture = Picture.objects.latest("pk")
        for address, data in public_bytes(client, picture):
            for trace in TRACES:
                assert trace not in data, (path.name, address, trace)
            with Image.open(BytesIO(data)) as shown:
                shown.load()
                assert not shown.getexif(), (path.name, address)
                assert "icc_profile" not in shown.info
    assert refused == DAMAGED | BOMBS | FOREIGN


def test_the_harness_sees_what_an_original_carries(fixtures_folder):
    data = (fixtures_folder / "pictures" / "pillow-exif_gps.jpg").read_bytes()
    assert b"Exif" in data
    assert Image.open(BytesIO(data)).getexif().get_ifd(0x8825)


def test_an_original_has_no_address(client, hedda):
    upload(client, "quay.jpg", jpeg())
    picture = Picture.objects.get()
    assert Path(picture.file.path).exists()
    assert client.get(f"/media/{picture.file.name}").status_code == 404
    assert client.get(picture.file.url).status_code == 404
    for sly in ("/media/images/../original_images/quay.jpg", "/media/images/..%2foriginal_images%2fquay.jpg"):
        assert client.get(sly).status_code == 404


def test_the_name_of_a_public_copy_tells_nothing_of_the_file(client, hedda):
    upload(client, "flat-of-our-informant.jpg", jpeg())
    addresses = [address for address, _ in public_bytes(client, Picture.objects.get())]
    assert all(re.fullmatch(r"/media/images/[0-9a-f]{24}\.(avif|webp|jpg)", address) for address in addresses)


def test_a_public_copy_says_who_is_to_be_credited_in_each_format(client, hedda):
    upload(client, "quay.jpg", jpeg(), credit="Maren Holt & <AFN>", photographer="Maren Holt")
    found = {address.rsplit(".")[-1]: data for address, data in public_bytes(client, Picture.objects.get())}
    assert set(found) == {"avif", "webp", "jpg"}
    for data in found.values():
        assert b"<photoshop:Credit>Maren Holt &amp; &lt;AFN&gt;</photoshop:Credit>" in data


def test_a_public_copy_may_be_kept_for_ever_and_bears_its_type(client):
    made = prints(make_picture())
    response = client.get(made.address)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    response.close()


@pytest.mark.parametrize("name", ["nothing.jpg", "0" * 24 + ".html", "a" * 300 + ".jpg", "%00.jpg"])
def test_what_is_not_there_is_missing(client, name):
    assert client.get(f"/media/images/{name}").status_code == 404


def test_a_changed_credit_stands_in_new_copies_under_new_names(client, hedda):
    upload(client, "quay.jpg", jpeg(), credit="AFN")
    picture = Picture.objects.get()
    before = {address for address, _ in public_bytes(client, picture)}
    client.post(
        reverse("wagtailimages:edit", args=[picture.pk]), {"title": "Quay", "credit": "Ada Berg", "collection": "1"}
    )
    after = dict(public_bytes(client, Picture.objects.get()))
    assert not before & set(after)
    assert all(b"Ada Berg" in data and b"AFN" not in data for data in after.values())


def test_what_the_file_says_of_itself_is_offered(client, hedda, fixtures_folder):
    data = (fixtures_folder / "pictures" / "exifr-iptc-staff-photographer-example.jpg").read_bytes()
    upload(client, "example.jpg", data)
    picture = Picture.objects.get()
    assert picture.credit
    assert picture.photographer
    assert picture.caption


def test_what_the_desk_wrote_goes_before_what_the_file_says(client, hedda, fixtures_folder):
    data = (fixtures_folder / "pictures" / "exifr-iptc-staff-photographer-example.jpg").read_bytes()
    upload(client, "example.jpg", data, credit="Maren Holt")
    assert Picture.objects.get().credit == "Maren Holt"


def test_many_pictures_are_uploaded_at_once_and_each_answers_for_itself(client, hedda, fixtures_folder):
    folder = fixtures_folder / "pictures"
    for name, expected in (("pillow-truncated_jpeg.jpg", False), ("exifr-iptc-staff-photographer-example.jpg", True)):
        file = SimpleUploadedFile(name, (folder / name).read_bytes())
        address = reverse("wagtailimages:add_multiple")
        response = client.post(
            address, {"title": name, "files[]": file, "collection": "1"}, headers={"X-Requested-With": "XMLHttpRequest"}
        )
        answer = response.json()
        assert answer["success"] is expected
        if expected:
            assert Picture.objects.get().credit in answer["form"]
        else:
            assert answer["error_message"] == form.DAMAGED


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unfolded(client, hedda, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000_000
    response = upload(client, "large.jpg", jpeg((1600, 1000)))
    assert response.context["form"].errors["file"] == [form.TOO_MANY_PIXELS.format(most=1)]


def test_a_page_in_the_clothes_of_a_picture_is_refused(client, hedda):
    response = upload(client, "page.jpg", b"<!doctype html><script>alert(1)</script>")
    assert response.context["form"].errors["file"] == [form.DAMAGED]
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert upload(client, "drawing.svg", drawing).context["form"].errors["file"]
    assert not Picture.objects.exists()


@pytest.mark.parametrize(("field", "what"), [("credit", "credit"), ("description", "alternative text")])
@pytest.mark.parametrize("place", ["lead", "body"])
def test_what_a_published_article_needs_cannot_be_emptied(client, hedda, field, what, place):
    picture = make_picture()
    if place == "lead":
        make_article(lead_picture=picture)
    else:
        block = ("picture", {"picture": picture, "alternative": "", "caption": ""})
        make_article(body=[paragraph("The ferry did not sail."), block])
    words = {"title": "Quay", "description": "A quay.", "credit": "AFN", "collection": "1", field: " "}
    response = client.post(reverse("wagtailimages:edit", args=[picture.pk]), words)
    sentence = form.STILL_USED.format(count="a published article", what=what)
    assert response.context["form"].errors[field] == [sentence]


def test_what_only_a_draft_uses_can_be_emptied(client, hedda):
    picture = make_picture()
    make_draft(lead_picture=picture)
    words = {"title": "Quay", "description": "", "credit": "", "collection": "1"}
    assert client.post(reverse("wagtailimages:edit", args=[picture.pk]), words).status_code == 302


def test_the_tag_reserves_the_place_offers_three_formats_and_loads_late_unless_it_leads():
    html = rendered("{% picture picture sizes='50vw' %}", picture=make_picture((1600, 1000)))
    assert re.findall(r'<source type="([^"]+)"', html) == ["image/avif", "image/webp"]
    assert 'width="1200" height="750"' in html
    assert 'loading="lazy"' in html
    assert re.findall(r" (\d+)w", html) == ["400", "800", "1200", "1600"] * 2
    lead = rendered("{% picture picture lead=True %}")
    assert "loading" not in lead
    assert 'fetchpriority="high"' in lead


def test_the_alternative_text_is_the_pictures_own_or_the_uses_or_silence():
    assert 'alt="An empty quay in rain."' in rendered("{% picture picture %}")
    assert 'alt="&quot;Quay&quot; &lt;b&gt;"' in rendered("{% picture picture alternative=words %}", words='"Quay" <b>')
    assert 'alt=""' in rendered("{% picture picture alternative='' %}")


def test_a_small_picture_is_never_made_larger():
    small = make_picture()
    small.file.save("small.jpg", SimpleUploadedFile("small.jpg", jpeg((300, 200))))
    made = prints(Picture.objects.get())
    assert (made.width, made.height) == (300, 200)
    assert all(re.findall(r" (\d+)w", source.srcset) == ["300"] for source in made.sources)


def test_a_picture_taken_sideways_stands_upright(fixtures_folder):
    picture = make_picture()
    data = (fixtures_folder / "pictures" / "recurser-Landscape_6.jpg").read_bytes()
    picture.file.save("sideways.jpg", SimpleUploadedFile("sideways.jpg", data))
    made = prints(Picture.objects.get())
    assert made.width > made.height
    for source in made.sources:
        widths = re.findall(r" (\d+)w", source.srcset)
        assert len(widths) == len(set(widths))


def test_no_reader_waits_for_the_copies_of_an_articles_pictures(django_capture_on_commit_callbacks):
    lead, other = make_picture((500, 300)), make_picture((500, 300))
    with django_capture_on_commit_callbacks(execute=True):
        body = [paragraph("The ferry did not sail."), ("picture", {"picture": other, "alternative": "", "caption": ""})]
        make_article(lead_picture=lead, body=body)
    assert lead.renditions.count() == other.renditions.count() == 5


def test_a_lost_file_takes_nothing_with_it(settings):
    picture = make_picture()
    shutil.rmtree(settings.MEDIA_ROOT)
    assert rendered("{% picture picture %}", picture=picture).strip() == ""
    operations.develop_pictures(article=make_article(make_section(), lead_picture=picture))


def rendered(source, **context):
    known = {"picture": make_picture()} if "picture" not in context else {}
    return Template("{% load publishing %}" + source).render(Context({**known, **context}))
