using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Data;

[Trait(Category.Name, Category.Unit)]
public sealed class CaptionTokenLayoutTests : IDisposable
{
    private readonly CaptionFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Captions_come_in_the_order_of_the_file_with_their_lines()
    {
        var captions = Read("b.jpg#1\tA dog .\n\n a.jpg#0 \t Two\tcats . \nb.jpg#0\tDogs ."); // a blank line; a tab in a caption

        Assert.Equal(
            [new("b.jpg", "A dog .") { Line = 1 }, new("a.jpg", "Two\tcats .") { Line = 3 }, new("b.jpg", "Dogs .") { Line = 4 }],
            captions.Captions);
        Assert.Empty(captions.Problems);
        Assert.Empty(captions.Splits);
    }

    [Fact]
    public void Only_the_last_mark_before_the_tab_is_that_of_the_number() =>
        Assert.Equal(("a#b.jpg", "room #5"), Assert.Single(CaptionFolder.Pairs(Read("a#b.jpg#12\troom #5"))));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_end_as_in_Python(string end) => Assert.Equal(
        [("a.jpg", "one\u2028still\u0085one\vline\fhere"), ("a.jpg", "two")],
        CaptionFolder.Pairs(Read($"a.jpg#0\tone\u2028still\u0085one\vline\fhere{end}{end}a.jpg#1\ttwo{end}")));

    [Fact]
    public void White_space_is_what_Python_strips() => Assert.Equal(
        ("a.jpg", "\ufeffA dog\u200b"), // neither is white space
        Assert.Single(CaptionFolder.Pairs(Read("\u001ca.jpg#0\t\u00a0\u001f\ufeffA dog\u200b\u3000\u001d"))));

    [Theory]
    [InlineData("a.jpg#1 A dog", "expected a tab, found none in 'a.jpg#1 A dog'")]
    [InlineData("a.jpg\tA dog", "expected # and a number, found none in 'a.jpg'")]
    [InlineData("a.jpg#x\tA dog", "expected a number of the caption, found 'x'")]
    [InlineData("a.jpg#-1\tA dog", "expected a number of the caption, found '-1'")]
    [InlineData("a.jpg#\tA dog", "expected a number of the caption, found ''")]
    [InlineData("a.jpg#99999999999999999999\tA dog", "expected a number of the caption, found '99999999999999999999'")]
    [InlineData("#1\tA dog", "expected the name of an image, found none")]
    [InlineData("a.jpg#1\t \u001c", "expected a caption, found none")]
    [InlineData("a.jpg#00\tA dog", "expected each caption of 'a.jpg' once, found number 0 again")]
    public void A_broken_line_is_an_error_or_left_out(string line, string message)
    {
        var path = _folder.Write($"a.jpg#0\tfirst\n{line}\na.jpg#2\tlast\n");
        var problem = new CaptionProblem(path, 2, message);

        var exception = Assert.Throws<CaptionFormatException>(() => CaptionFile.ReadFlickr8k(path));
        var lenient = CaptionFile.ReadFlickr8k(path, CaptionReading.Lenient);

        Assert.Equal(problem, exception.Problem);
        Assert.Equal($"{path}, line 2: {message}.", exception.Message);
        Assert.Equal([problem], lenient.Problems);
        Assert.Equal([("a.jpg", "first"), ("a.jpg", "last")], CaptionFolder.Pairs(lenient));
    }

    [Theory]
    [InlineData("../a.jpg")]
    [InlineData("x/../../a.jpg")]
    [InlineData(".")]
    [InlineData("x/")]
    [InlineData("x\\.")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData(@"..\a.jpg")]
    [InlineData(@"\\server\a.jpg")]
    [InlineData("C:a.jpg")]
    [InlineData("a\0.jpg")]
    public void A_name_that_leads_out_of_the_folder_is_refused(string name)
    {
        var path = _folder.Write($"{name}#0\tA dog\n");

        Assert.Equal(
            $"expected the name of a file in the image folder, found '{name}'",
            CaptionFolder.Refused(() => CaptionFile.ReadFlickr8k(path)).Message);
        Assert.Empty(CaptionFile.ReadFlickr8k(path, CaptionReading.Lenient).Captions);
    }

    [Theory]
    [InlineData("..a.jpg")]
    [InlineData("a..jpg")]
    [InlineData("train/a b.jpg")]
    public void Dots_and_folders_are_not_refused_as_such(string name) =>
        Assert.Equal(name, Assert.Single(Read($"{name}#0\tA dog").Captions).Image);

    [Fact]
    public void A_byte_that_is_not_UTF8_is_a_problem_of_its_line()
    {
        var path = _folder.Write([.. "a.jpg#0\tone\r\ra.jpg#1\tcaf"u8, 0xe9, .. "\na.jpg#2\tthree"u8]);

        Assert.Equal(3, CaptionFolder.Refused(() => CaptionFile.ReadFlickr8k(path)).Line);
        var lenient = CaptionFile.ReadFlickr8k(path, CaptionReading.Lenient);
        Assert.Equal(3, Assert.Single(lenient.Problems).Line);
        Assert.Equal(["one", "three"], lenient.Texts);
    }

    private CaptionSet Read(string text) => CaptionFile.ReadFlickr8k(_folder.Write(text));
}
