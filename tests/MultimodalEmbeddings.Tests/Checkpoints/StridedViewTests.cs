using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>Law: a copy of any view holds, at every index, the element that offset and strides lead to.</summary>
[Trait(Category.Name, Category.Unit)]
public sealed class StridedViewTests : IDisposable
{
    private const int StorageLength = 40_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.Float64)]
    [InlineData(ElementType.Float16)]
    [InlineData(ElementType.Int8)]
    [InlineData(ElementType.Int64)]
    public void Any_view_is_copied_element_by_element(object type)
    {
        var elementType = (ElementType)type;
        var size = elementType.SizeInBytes();
        var random = new Random(20_260_101);
        var storage = new byte[StorageLength * size];
        random.NextBytes(storage);
        const int Head = 3;   // so that elements are not aligned
        File.WriteAllBytes(_folder.File("x"), [.. new byte[Head], .. storage]);
        using var file = MappedFile.Open(_folder.File("x"));
        for (var round = 0; round < 200; round++)
        {
            var (offset, shape, strides) = RandomView(random);
            var layout = new TensorLayout("x", elementType, shape, Head + (offset * size)).WithStrides(strides);

            var found = new CheckpointTensor(file, layout).ToBytes();

            var expected = Indices(shape, strides)
                .SelectMany(index => storage.AsSpan((int)((offset + index) * size), size).ToArray()).ToArray();
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void A_view_longer_than_a_block_becomes_float_block_by_block()
    {
        var values = new float[StorageLength];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = i;
        }

        File.WriteAllBytes(_folder.File("x"), MemoryMarshal.AsBytes<float>(values));
        using var file = MappedFile.Open(_folder.File("x"));
        var layout = new TensorLayout("x", ElementType.Float32, [200, 200], 0).WithStrides([1, 200]);
        var found = new float[StorageLength];

        new CheckpointTensor(file, layout).CopyTo(found);

        Assert.Equal(Indices([200, 200], [1, 200]).Select(index => (float)index), found);
    }

    [Theory]
    [InlineData(new long[] { 2, 3 }, new long[] { 3, 1 }, true)]
    [InlineData(new long[] { 2, 3 }, new long[] { 1, 2 }, false)]
    [InlineData(new long[] { 1, 3 }, new long[] { 99, 1 }, true)]
    [InlineData(new long[] { 3, 1 }, new long[] { 1, 99 }, true)]
    [InlineData(new long[] { 3, 0 }, new long[] { 7, 7 }, true)]
    [InlineData(new long[0], new long[0], true)]
    [InlineData(new long[] { 4 }, new long[] { 2 }, false)]
    [InlineData(new long[] { 4 }, new long[] { 0 }, false)]
    public void Strides_that_say_nothing_are_not_kept(long[] shape, long[] strides, bool isRowMajor) =>
        Assert.Equal(isRowMajor, new TensorLayout("x", ElementType.Float32, shape, 0).WithStrides(strides).Strides is null);

    private static (long Offset, long[] Shape, long[] Strides) RandomView(Random random)
    {
        while (true)
        {
            var rank = random.Next(5);
            long[] shape = [.. Enumerable.Range(0, rank).Select(_ => (long)random.Next(random.Next(2) == 0 ? 4 : 12))];
            var rowMajor = TinyPickle.RowMajor(shape);
            long[] strides = random.Next(3) switch
            {
                0 => rowMajor,
                1 => [.. rowMajor.OrderBy(_ => random.Next())],
                _ => [.. shape.Select(_ => (long)random.Next(50))],
            };
            var extent = shape.Contains(0) ? 0 : 1 + shape.Zip(strides, (dimension, stride) => (dimension - 1) * stride).Sum();
            if (extent <= StorageLength)
            {
                return (random.NextInt64(StorageLength - extent + 1), shape, strides);
            }
        }
    }

    // Row-major, by counting.
    private static IEnumerable<long> Indices(long[] shape, long[] strides)
    {
        var length = shape.Aggregate(1L, (product, dimension) => product * dimension);
        for (long element = 0; element < length; element++)
        {
            var (left, index) = (element, 0L);
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                index += left % shape[axis] * strides[axis];
                left /= shape[axis];
            }

            yield return index;
        }
    }
}
