using System.Text;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_bytes_are_a_length_a_padded_header_and_the_data()
    {
        const string Header =
            """{"__metadata__":{"format":"pt"},"é":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""";   // 85 bytes

        SafetensorsWriter.Write(File("x"), [Bytes("é", [2], ElementType.UInt8, [3, 4])]);

        Assert.Equal(
            [88, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(Header), 32, 32, 32, 3, 4],
            System.IO.File.ReadAllBytes(File("x")));
    }

    [Fact]
    public void Random_tensors_come_back_as_they_were_written_whatever_their_order()
    {
        var random = new Random(20250701);
        for (var round = 0; round < 30; round++)
        {
            var contents = RandomTensors(random);
            var metadata = new Dictionary<string, string> { ["z\"\n"] = "\u2028", ["a"] = $"{round}" };
            var tensors = contents.Select(tensor => Bytes(tensor.Name, tensor.Shape, tensor.Type, tensor.Content)).ToArray();
            SafetensorsWriter.Write(File("first"), tensors, metadata);
            random.Shuffle(tensors);
            SafetensorsWriter.Write(File("second"), tensors, metadata.Reverse().ToDictionary());

            using var file = SafetensorsFile.Open(File("first"));
            Assert.Equal(System.IO.File.ReadAllBytes(File("first")), System.IO.File.ReadAllBytes(File("second")));
            Assert.Equal(metadata, file.Metadata);
            Assert.Equal(contents.Count, file.Tensors.Count);
            Assert.All(contents, tensor => AssertHolds(file, tensor));
        }
    }

    [Fact]
    public void Every_tensor_begins_at_a_multiple_of_its_elements_size()
    {
        SafetensorsWriter.Write(
            File("x"),
            [
                Bytes("a", [1], ElementType.UInt8, [1]), Bytes("b", [1], ElementType.Float64, new byte[8]),
                Bytes("c", [1], ElementType.BFloat16, [5, 6]), Bytes("d", [1], ElementType.Float32, [1, 2, 3, 4]),
            ]);

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 1], System.IO.File.ReadAllBytes(File("x"))[^15..]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void A_tensor_that_writes_another_size_is_refused_and_the_old_file_stays(int written)
    {
        System.IO.File.WriteAllText(File("x"), "old");

        var error = Assert.Throws<InvalidOperationException>(
            () => SafetensorsWriter.Write(File("x"), [Bytes("w", [1], ElementType.Float32, new byte[written])]));

        Assert.Equal($"w wrote {written} bytes; [1] in F32 takes 4.", error.Message);
        Assert.Equal("old", System.IO.File.ReadAllText(File("x")));
        Assert.Single(Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public void Names_that_are_taken_and_shapes_that_cannot_be_are_refused()
    {
        var tensor = Bytes("w", [1], ElementType.UInt8, [1]);

        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(File("x"), [tensor, tensor]));
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(File("x"), [tensor with { Name = "__metadata__" }]));
        Assert.Throws<ArgumentException>(() => Bytes("w", [-1, -1], ElementType.UInt8, [1]));
        Assert.Throws<ArgumentException>(() => Bytes("w", [1L << 40, 1L << 40], ElementType.UInt8, [1]));
        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    private static void AssertHolds(SafetensorsFile file, RandomTensor expected)
    {
        var tensor = file.Tensors[expected.Name];
        Assert.Equal(expected.Name, tensor.Name);
        Assert.Equal(expected.Shape, tensor.Shape);
        Assert.Equal(expected.Type, tensor.Type);
        Assert.Equal(expected.Content, tensor.ToBytes());
        Assert.Equal(expected.Content.Length, tensor.Length * tensor.Type.SizeInBytes());
    }

    private static List<RandomTensor> RandomTensors(Random random)
    {
        var types = Enum.GetValues<ElementType>();
        var tensors = new List<RandomTensor>();
        for (var index = random.Next(6); index >= 0; index--)
        {
            long[] shape = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.NextInt64(5))];
            var type = types[random.Next(types.Length)];
            var content = new byte[shape.Aggregate(1L, (product, dimension) => product * dimension) * type.SizeInBytes()];
            random.NextBytes(content);
            tensors.Add(new RandomTensor($"layer.{index}.\"ä\\{(char)random.Next('!', '~')}", shape, type, content));
        }

        return tensors;
    }

    private static TensorToWrite Bytes(string name, IReadOnlyList<long> shape, ElementType type, byte[] content) =>
        new(name, shape, type, stream => stream.Write(content));

    private string File(string name) => _folder.File(name);

    private sealed record RandomTensor(string Name, long[] Shape, ElementType Type, byte[] Content);
}
