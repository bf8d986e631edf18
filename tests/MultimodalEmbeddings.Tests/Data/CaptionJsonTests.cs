using System.Text;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public sealed class CaptionJsonTests : IDisposable
{
    private const string NoImage = "expected the id of one of the images in annotations[1].image_id, found ";

    private readonly CaptionFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Karpathys_captions_know_their_split_and_folder()
    {
        var captions = CaptionFile.ReadKarpathy(_folder.Write("""
            {"dataset": "x", "images": [
              {"split": "test", "filename": "a.jpg", "sentences": [{"raw": " one "}, {"raw": "two"}]},
              {"split": "train", "filepath": "t/", "filename": "b.jpg", "sentences": [
                {"raw": "caf\u00e9 \ud83d\udc36"}]},
              {"split": "val", "filename": "c.jpg", "sentences": []}]}
            """));

        Assert.Equal(
            [
                new("a.jpg", "one") { Split = "test", Line = 2 }, new("a.jpg", "two") { Split = "test", Line = 2 },
                new("t/b.jpg", "café 🐶") { Split = "train", Line = 4 },
            ],
            captions.Captions);
        Assert.Equal(["test", "train"], captions.Splits);
    }

    [Theory]
    [InlineData("""{"filename": "b.jpg", "sentences": []}""", "expected a string in images[1].split, found nothing")]
    [InlineData("""{"split": 1, "filename": "b.jpg", "sentences": []}""", "expected a string in images[1].split, found '1'")]
    [InlineData("""{"split": "x", "sentences": []}""", "expected a string in images[1].filename, found nothing")]
    [InlineData("""{"split": "x", "filename": "b.jpg"}""", "expected a list in images[1].sentences, found nothing")]
    [InlineData(
        """{"split": "x", "filename": "b.jpg", "sentences": [{"tokens": []}]}""",
        "expected a string in images[1].sentences[0].raw, found nothing")]
    [InlineData(
        """{"split": "x", "filename": "b.jpg", "sentences": [{"raw": " "}]}""",
        "expected a caption in images[1].sentences[0].raw, found '\" \"'")]
    [InlineData(
        """{"split": "x", "filename": "b.jpg", "sentences": [{"raw": "\ud83d"}]}""",
        @"expected a string of Unicode characters in images[1].sentences[0].raw, found '""\ud83d""'")]
    [InlineData("""{"split": "x", "filename": "../b.jpg", "sentences": []}""",
        "expected the name of a file in the image folder, found '../b.jpg'")]
    [InlineData("""{"split": "x", "filepath": "..", "filename": "b.jpg", "sentences": []}""",
        "expected the name of a file in the image folder, found '../b.jpg'")]
    [InlineData("""{"split": "x", "filepath": "t", "filename": "/b.jpg", "sentences": []}""",
        "expected the name of a file in the image folder, found '/b.jpg'")]
    [InlineData("""{"split": "x", "filepath": 3, "filename": "b.jpg", "sentences": []}""",
        "expected a string in images[1].filepath, found '3'")]
    [InlineData("""{"\ud800": 1}""", "expected a string in images[1].split, found nothing")]
    [InlineData("[]", "expected a string in images[1].split, found nothing")]
    public void A_broken_image_of_Karpathys_is_an_error_or_left_out(string image, string message)
    {
        var path = _folder.Write($$"""
            {"images": [{"split": "x", "filename": "a.jpg", "sentences": [{"raw": "first"}]},
              {{image}},
              {"split": "x", "filename": "c.jpg", "sentences": [{"raw": "last"}]}]}
            """);
        var problem = new CaptionProblem(path, 2, message);

        var lenient = CaptionFile.ReadKarpathy(path, CaptionReading.Lenient);

        Assert.Equal(problem, CaptionFolder.Refused(() => CaptionFile.ReadKarpathy(path)));
        Assert.Equal([problem], lenient.Problems);
        Assert.Equal(["first", "last"], lenient.Texts);
    }

    [Fact]
    public void Coco_is_in_the_order_of_annotations_and_joined_by_64_bits()
    {
        var captions = CaptionFile.ReadCoco(_folder.Write("""
            {"annotations": [{"id": 7, "image_id": 9007199254740993, "caption": "two\n lines "},
              {"image_id": 9007199254740992, "caption": "even"}],
             "images": [{"id": 9007199254740992, "file_name": "even.jpg"}, {"id": 9007199254740993, "file_name": "odd.jpg"},
              {"id": 9007199254740993, "file_name": "odd.jpg"}, {"id": -1, "file_name": "alone.jpg"}]}
            """));

        Assert.Equal(
            [new("odd.jpg", "two\n lines") { Line = 1 }, new("even.jpg", "even") { Line = 2 }],
            captions.Captions);
    }

    [Theory]
    [InlineData("""{"id": 5, "image_id": 3, "caption": "x"}""", NoImage + "'3'")]
    [InlineData("""{"id": 5, "image_id": "1", "caption": "x"}""", NoImage + "'\"1\"'")]
    [InlineData("""{"id": 5, "image_id": 1.5, "caption": "x"}""", NoImage + "'1.5'")]
    [InlineData("""{"id": 5, "caption": "x"}""", NoImage + "nothing")]
    [InlineData("""{"id": 5, "image_id": 1, "caption": null}""", "expected a string in annotations[1].caption, found nothing")]
    [InlineData("""{"id": 5, "image_id": 1, "caption": "\n"}""", @"expected a caption in annotations[1].caption, found '""\n""'")]
    public void A_broken_annotation_is_an_error_or_left_out_and_named(string annotation, string message)
    {
        var path = _folder.Write($$"""
            {"images": [{"id": 1, "file_name": "a.jpg"}], "annotations": [{"id": 4, "image_id": 1, "caption": "first"},
            {{annotation}}, {"id": 6, "image_id": 1, "caption": "last"}]}
            """);
        var problem = new CaptionProblem(path, 2, message) { Annotation = 5 };

        var lenient = CaptionFile.ReadCoco(path, CaptionReading.Lenient);

        Assert.Equal(problem, CaptionFolder.Refused(() => CaptionFile.ReadCoco(path)));
        Assert.Equal([problem], lenient.Problems);
        Assert.Equal(["first", "last"], lenient.Texts);
    }

    [Theory]
    [InlineData("""{"id": 2}""", "expected a string in images[1].file_name, found nothing")]
    [InlineData("""{"file_name": "b.jpg"}""", "expected a whole number of 64 bits in images[1].id, found nothing")]
    [InlineData("""{"id": 18446744073709551616, "file_name": "b"}""",
        "expected a whole number of 64 bits in images[1].id, found '18446744073709551616'")]
    [InlineData("""{"id": 2, "file_name": "../b.jpg"}""", "expected the name of a file in the image folder, found '../b.jpg'")]
    [InlineData("null", "expected a whole number of 64 bits in images[1].id, found nothing")]
    public void A_broken_image_of_Coco_is_an_error_or_left_out(string image, string message)
    {
        var path = _folder.Write($$"""
            {"annotations": [{"image_id": 1, "caption": "first"}],
            "images": [{"id": 1, "file_name": "a.jpg"}, {{image}}]}
            """);

        Assert.Equal(new CaptionProblem(path, 2, message), CaptionFolder.Refused(() => CaptionFile.ReadCoco(path)));
        Assert.Equal(["first"], CaptionFile.ReadCoco(path, CaptionReading.Lenient).Texts);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("[]", 1)]
    [InlineData("\n{}", 2)]
    [InlineData("{\"images\": {}}", 1)]
    [InlineData("{\"images\": [],\n\"annotations\": 1}", 1)]
    [InlineData("{\"images\": [],\n\"annotations\": [{\"id\": 1, \"bbox\": []}]}", 1)]
    [InlineData("{\"images\": [{\"id\": 9, \"file_name\": \"a\"},\n{\"id\": 9, \"file_name\": \"b\"}], \"annotations\": []}", 2)]
    [InlineData("{\"images\": [\n\n", 3)]
    [InlineData("{\"images\": [],\n\"annotations\": [], \"\u00ff\": 1}", 2)] // in Latin-1, which is not UTF-8
    public void What_is_no_file_of_Coco_is_an_error_in_any_reading(string text, int line)
    {
        var path = _folder.Write(Encoding.Latin1.GetBytes(text));

        foreach (var reading in Enum.GetValues<CaptionReading>())
        {
            Assert.Equal(line, CaptionFolder.Refused(() => CaptionFile.ReadCoco(path, reading)).Line);
        }
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var path = _folder.Write($"{{\"images\": {new string('[', 1_000_000)}");

        Assert.Contains("depth", CaptionFolder.Refused(() => CaptionFile.ReadKarpathy(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_does_not_outgrow_its_file()
    {
        var path = _folder.Write($"{{\"images\": [{string.Join(',', Enumerable.Repeat(1, 200_000))}]}}");

        Assert.Contains(
            "more than 100000 problems",
            CaptionFolder.Refused(() => CaptionFile.ReadKarpathy(path, CaptionReading.Lenient)).Message,
            StringComparison.Ordinal);
    }
}
