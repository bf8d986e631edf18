using System.Globalization;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Vision;

namespace MultimodalEmbeddings.Tests.Vision;

[Trait(Category.Name, Category.Unit)]
public class PreparedImagesTests
{
    private static readonly string[] Paths = [.. Enumerable.Range(0, 100).Select(index => $"{index}")];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    public void Images_come_in_order_whatever_takes_longest(int ahead)
    {
        using var images = new PreparedImages(Paths, path => Slowly(path, (int)Number(path) % 3), ahead, CancellationToken.None);

        Assert.Equal(Paths.Select(Number), Paths.Select(_ => images.Next()[0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void No_more_images_than_asked_for_are_prepared_ahead(int ahead)
    {
        var prepared = 0;
        float[] Prepare(string path)
        {
            Interlocked.Increment(ref prepared);
            return [Number(path)];
        }

        using var images = new PreparedImages(Paths, Prepare, ahead, CancellationToken.None);

        for (var taken = 0; taken < Paths.Length; taken++)
        {
            Assert.InRange(Volatile.Read(ref prepared), 0, Math.Min(taken + ahead, Paths.Length));
            images.Next();
        }

        Assert.Equal(Paths.Length, prepared);
    }

    [Fact]
    public void What_keeps_an_image_from_being_prepared_is_thrown_when_its_turn_comes()
    {
        float[] Prepare(string path) =>
            path is "3" or "5" ? throw new ImageFormatException($"{path} is bad.") : [Number(path)];
        using var images = new PreparedImages(Paths, Prepare, ahead: 10, CancellationToken.None);

        Assert.Equal([0f, 1, 2], Enumerable.Range(0, 3).Select(_ => images.Next()[0]));
        Assert.Equal("3 is bad.", Assert.Throws<ImageFormatException>(() => images.Next()).Message);
    }

    [Fact]
    public void After_its_end_no_thread_works_on()
    {
        var working = 0;
        var images = new PreparedImages(
            Paths,
            path =>
            {
                Interlocked.Increment(ref working);
                var image = Slowly(path, milliseconds: 20);
                Interlocked.Decrement(ref working);
                return image;
            },
            ahead: 20,
            CancellationToken.None);
        images.Next();

        images.Dispose();

        Assert.Equal(0, Volatile.Read(ref working));
    }

    [Fact]
    public void Cancellation_is_heard()
    {
        using var source = new CancellationTokenSource();
        using var images = new PreparedImages(Paths, path => [Number(path)], ahead: 3, source.Token);
        images.Next();

        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => images.Next());
    }

    private static float Number(string path) => float.Parse(path, CultureInfo.InvariantCulture);

    private static float[] Slowly(string path, int milliseconds)
    {
        Thread.Sleep(milliseconds);
        return [Number(path)];
    }
}
