using System.Runtime.InteropServices;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public sealed class SafetensorsFileTests : IDisposable
{
    private const string TwoTensors =
        """{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"U8","shape":[1],"data_offsets":""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_made_by_hand_gives_its_names_shapes_values_and_metadata()
    {
        const string Header =
            """
            {"__metadata__":{"made by":"hand"},"b":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8],"later":{"x":1}},
            "empty":{"dtype":"F32","shape":[0,3],"data_offsets":[8,8]},"scalar":{"shape":[],"data_offsets":[8,12],"dtype":"F32"}}
            """;
        using var file = Open(Header, MemoryMarshal.AsBytes<float>([1.5f, -2, 7]));

        Assert.Equal(["b", "empty", "scalar"], file.Tensors.Keys.Order());
        Assert.Equal("hand", Assert.Single(file.Metadata).Value);
        Assert.Equal([1L, 2], file.Tensors["b"].Shape);
        Assert.Equal([1.5f, -2], Values(file.Tensors["b"]));
        Assert.Empty(file.Tensors["scalar"].Shape);
        Assert.Equal([7f], Values(file.Tensors["scalar"]));
        Assert.Empty(Values(file.Tensors["empty"]));
    }

    [Fact]
    public void Values_that_are_not_aligned_in_the_file_are_read_all_the_same()
    {
        using var file = Open(
            """{"byte":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"x":{"dtype":"F64","shape":[1],"data_offsets":[1,9]}}""",
            [9, .. BitConverter.GetBytes(2.5)]);

        Assert.Equal([2.5f], Values(file.Tensors["x"]));
        Assert.Equal([(byte)9], file.Tensors["byte"].ToBytes());
    }

    [Fact]
    public void Integers_are_not_taken_for_weights()
    {
        using var file = Open(RawSafetensors.Tensor("ids", "I64", "[1]", "[0,8]"), new byte[8]);

        var error = Assert.Throws<CheckpointMismatchException>(() => Values(file.Tensors["ids"]));

        Assert.Equal(("ids", "F32, F16, BF16 or F64", "I64"), (error.TensorName, error.Expected, error.Found));
        Assert.Equal(file.FilePath, error.FilePath);
    }

    [Fact]
    public void A_destination_may_be_longer_but_not_shorter_than_the_tensor()
    {
        using var file = Open(RawSafetensors.Tensor("x", "F32", "[1]", "[0,4]"), BitConverter.GetBytes(3f));
        var longer = new float[] { 0, 8 };

        file.Tensors["x"].CopyTo(longer);

        Assert.Equal([3, 8], longer);
        Assert.Throws<ArgumentException>(() => file.Tensors["x"].CopyTo([]));
    }

    [Fact]
    public void A_closed_file_raises_instead_of_reading_memory_that_is_gone()
    {
        var file = Open(RawSafetensors.Tensor("x", "F32", "[1]", "[0,4]"), new byte[4]);
        var tensor = file.Tensors["x"];
        file.Dispose();
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => tensor.CopyTo(new float[1]));
        Assert.Throws<ObjectDisposedException>(() => tensor.ToBytes());
    }

    [Fact]
    public void A_file_that_is_closed_during_a_copy_lets_the_copy_finish()
    {
        const int Length = 1 << 22;
        var values = Enumerable.Repeat(1f, Length).ToArray();
        var path = Write(RawSafetensors.Of(
            RawSafetensors.Tensor("x", "F32", $"[{Length}]", $"[0,{4 * Length}]"), MemoryMarshal.AsBytes<float>(values)));
        for (var round = 0; round < 8; round++)
        {
            using var file = SafetensorsFile.Open(path);
            var tensor = file.Tensors["x"];
            var copied = new float[Length];
            var copy = Task.Run(() => tensor.CopyTo(copied));
            file.Dispose();

            var error = Record.Exception(copy.Wait) as AggregateException;

            var isCopied = error is null && copied.AsSpan().SequenceEqual(values);
            Assert.True(isCopied || error?.InnerException is ObjectDisposedException);
        }
    }

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("", 0)]
    [InlineData("[]", 0)]
    [InlineData("{} {}", 0)]
    [InlineData("{\"x\":null}", 0)]
    [InlineData("{\"x\":{}}", 0)]
    [InlineData("{\"\\ud800\":{}}", 0)]
    [InlineData("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0)]
    [InlineData("{\"__metadata__\":null}", 0)]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4)]
    [InlineData("{\"x\":{\"dtype\":\"F4\",\"shape\":[2],\"data_offsets\":[0,1]}}", 1)]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}", 0)]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,0,2],\"data_offsets\":[0,0]}}", 0)]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[9223372036854775803,9223372036854775807]}}", 4)]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}", 4)]
    [InlineData(TwoTensors + "[3,4]}}", 4)]
    [InlineData(TwoTensors + "[5,6]}}", 6)]
    [InlineData(TwoTensors + "[4,5]}}", 6)]
    public void A_broken_header_is_refused_with_the_name_of_the_file(string header, int dataLength)
    {
        var path = Write(RawSafetensors.Of(header, new byte[dataLength]));

        var error = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path));

        Assert.Equal(path, error.FilePath);
        Assert.StartsWith(path + " ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_an_empty_and_an_absurd_file_are_refused()
    {
        var absurd = Write([.. Enumerable.Repeat((byte)0xff, 8), .. "{}"u8]);

        var pointer = "version https://git-lfs.github.com/spec/v1\n"u8.ToArray();
        Assert.Contains("gives its header 18446744073709551615 bytes where there can be 2.", Refusal(absurd));
        Assert.Contains("git lfs pull", Refusal(Write(pointer)));
        Assert.Contains("is empty", Refusal(Write([])), StringComparison.Ordinal);
        Assert.Contains("does not exist", Refusal(_folder.File("nowhere")), StringComparison.Ordinal);
        Assert.Contains("cannot be opened", Refusal(_folder.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_file_is_closed_and_can_be_replaced_and_deleted()
    {
        var path = Write(RawSafetensors.Of("[]"));
        Refusal(path);

        using var exclusive = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(10, exclusive.Length);
    }

    internal static float[] Values(CheckpointTensor tensor)
    {
        var values = new float[tensor.Length];
        tensor.CopyTo(values);
        return values;
    }

    private static string Refusal(string path) => Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(path)).Message;

    private SafetensorsFile Open(string header, ReadOnlySpan<byte> data) =>
        SafetensorsFile.Open(Write(RawSafetensors.Of(header, data)));

    private string Write(byte[] content)
    {
        var path = _folder.File("made-by-hand.safetensors");
        File.WriteAllBytes(path, content);
        return path;
    }
}
