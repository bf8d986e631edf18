using System.IO.Compression;
using System.Text;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using static MultimodalEmbeddings.Tests.Checkpoints.TinyPickle;

namespace MultimodalEmbeddings.Tests.Checkpoints;

/// <summary>Files of torch.save, made by hand: what is read of them.</summary>
[Trait(Category.Name, Category.Unit)]
public sealed class TorchFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<bool> Forms { get; } = [true, false];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void Both_forms_give_names_shapes_and_values(bool isZip)
    {
        (string, long[], float[])[] tensors = [("a.weight", [2, 3], [1, 2, 3, 4, 5, 6]), ("b", [], [7]), ("c", [0, 4], [])];
        using var file = Open(isZip ? Zip(tensors) : Legacy(tensors));

        Assert.Equal(["a.weight", "b", "c"], file.Tensors.Keys.Order());
        Assert.Equal([2L, 3], file.Tensors["a.weight"].Shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6], Values(file, "a.weight"));
        Assert.Empty(file.Tensors["b"].Shape);
        Assert.Equal([7f], Values(file, "b"));
        Assert.Equal([0L, 4], file.Tensors["c"].Shape);
        Assert.Empty(Values(file, "c"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_view_begins_at_its_offset_and_follows_its_strides(bool isZip)
    {
        float[] stored = [0, 1, 2, 3, 4, 5, 6, 7];
        byte[] storage = Storage("FloatStorage", "0", 8, isZip ? [] : [None]);
        var pickle = Pickle(Dictionary(
            ("rows", Tensor(storage, 1, [2, 3], [3, 1])),
            ("transposed", Tensor(storage, 1, [3, 2], [1, 3])),
            ("skipping", Tensor(storage, 0, [3], [3])),
            ("expanded", Tensor(storage, 6, [3, 2], [0, 1])),
            ("scalar", Tensor(storage, 7, [], [])),
            ("none", Tensor(storage, 8, [0, 5], [5, 1]))));
        using var file = Open(isZip ? Zip(pickle, Bytes(stored)) : Legacy(pickle, (8, Bytes(stored))));

        Assert.Equal([1f, 2, 3, 4, 5, 6], Values(file, "rows"));
        Assert.Equal([1f, 4, 2, 5, 3, 6], Values(file, "transposed"));
        Assert.Equal([0f, 3, 6], Values(file, "skipping"));
        Assert.Equal([6f, 7, 6, 7, 6, 7], Values(file, "expanded"));
        Assert.Equal([7f], Values(file, "scalar"));
        Assert.Empty(Values(file, "none"));
    }

    [Theory]
    [InlineData("DoubleStorage", ElementType.Float64, new byte[] { 0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0 })]
    [InlineData("HalfStorage", ElementType.Float16, new byte[] { 0, 0x3e, 0, 0xc0 })]
    [InlineData("BFloat16Storage", ElementType.BFloat16, new byte[] { 0xc0, 0x3f, 0, 0xc0 })]
    public void Other_floating_point_types_become_float(string storage, object type, byte[] content)
    {
        var stored = Storage(storage, "0", 2);
        using var file = Open(Zip(
            Pickle(Dictionary(("x", Tensor(stored, 0, [2], [1])), ("y", Tensor(stored, 0, [2], [0])))), content));

        Assert.Equal(type, file.Tensors["x"].Type);
        Assert.Equal([1.5f, -2], Values(file, "x"));
        Assert.Equal([1.5f, 1.5f], Values(file, "y"));
    }

    [Fact]
    public void Integers_are_listed_and_given_as_bytes_but_not_as_weights()
    {
        var pickle = Pickle(Dictionary(("ids", Tensor(Storage("LongStorage", "0", 2), 0, [2], [1]))));
        using var file = Open(Zip(pickle, [.. BitConverter.GetBytes(3L), .. BitConverter.GetBytes(-1L)]));

        Assert.Equal(ElementType.Int64, file.Tensors["ids"].Type);
        Assert.Equal([.. BitConverter.GetBytes(3L), .. BitConverter.GetBytes(-1L)], file.Tensors["ids"].ToBytes());
        Assert.Throws<CheckpointMismatchException>(() => Values(file, "ids"));
    }

    [Fact]
    public void Parameters_and_tensors_of_untyped_storages_are_tensors()
    {
        byte[] untyped =
        [
            .. Tuple(Text("storage"), Global("torch.storage", "UntypedStorage"), Text("0"), Text("cpu"), Integer(8)), (byte)'Q',
        ];
        var hooks = Call("collections", "OrderedDict");
        var tensor = Call(
            "torch._utils", "_rebuild_tensor_v3",
            untyped, Integer(1), Integers(1), Integers(1), False, hooks, Global("torch", "float32"));
        using var file = Open(Zip(
            Pickle(Dictionary(
                ("v3", tensor),
                ("parameter", Call("torch._utils", "_rebuild_parameter", tensor, True, hooks)),
                ("with state", Call("torch._utils", "_rebuild_parameter_with_state", tensor, True, hooks, EmptyDictionary)))),
            Bytes(1, 2)));

        Assert.All(["v3", "parameter", "with state"], name => Assert.Equal([2f], Values(file, name)));
    }

    [Fact]
    public void The_dictionary_may_be_an_OrderedDict_with_an_attribute()
    {
        var state = Dictionary(("x", Tensor(Storage("FloatStorage", "0", 1), 0, [1], [1])));
        byte[] ordered = [.. Call("collections", "OrderedDict"), .. state[1..]];
        using var file = Open(Zip(Pickle([.. ordered, .. Dictionary(("_metadata", EmptyDictionary)), (byte)'b']), Bytes(5)));

        Assert.Equal([5f], Values(file, "x"));
    }

    [Fact]
    public void Protocol_4_is_read_too()
    {
        byte[] pickle =
        [
            0x80, 4, 0x95, .. BitConverter.GetBytes(99L), (byte)'}', 0x94, .. ShortText("w"), 0x94,
            .. ShortText("torch._utils"), .. ShortText("_rebuild_tensor_v2"), 0x93,
            (byte)'(', (byte)'(', .. ShortText("storage"), .. ShortText("torch"), 0x94, .. ShortText("FloatStorage"), 0x93,
            .. ShortText("0"), .. ShortText("cpu"), (byte)'K', 2, (byte)'t', (byte)'Q',
            (byte)'K', 0, (byte)'K', 2, 0x85, (byte)'K', 1, 0x85, 0x89, (byte)'N', (byte)'t', (byte)'R', (byte)'s', (byte)'.',
        ];
        using var file = Open(Zip(pickle, Bytes(3, 4)));

        Assert.Equal([3f, 4], Values(file, "w"));
    }

    [Fact]
    public void Nested_dictionaries_give_dotted_names_and_what_is_no_tensor_is_left_out()
    {
        var tensor = Tensor(Storage("FloatStorage", "0", 1), 0, [1], [1]);
        byte[] optimizer = [(byte)'}', (byte)'K', 0, .. Dictionary(("exp_avg", tensor)), (byte)'s'];
        using var file = Open(Zip(
            Pickle(Dictionary(
                ("epoch", Integer(3)),
                ("note", Text("h\u00e9llo")),
                ("flags", Tuple(True, None, List(Integer(-2), Integer(1L << 40)))),
                ("best", [(byte)'G', 0x3f, 0xe0, 0, 0, 0, 0, 0, 0]),
                ("shape", Call("torch", "Size", Integers(2, 3))),
                ("optimizer", optimizer),
                ("model", Dictionary(("module", Dictionary(("w", tensor))))))),
            Bytes(8)));

        Assert.Equal(["model.module.w"], file.Tensors.Keys);
        Assert.Equal([8f], Values(file, "model.module.w"));
    }

    [Fact]
    public void Storages_that_the_old_form_cut_in_parts_are_read_in_their_parts()
    {
        var part = Storage("FloatStorage", "0", 4, Tuple(Text("part"), Integer(1), Integer(2)));
        byte[] fileOf(long offset) =>
            Legacy(Pickle(Dictionary(("x", Tensor(part, offset, [1], [1])))), (4, Bytes(1, 2, 3, 4)));
        using var file = Open(fileOf(offset: 1));

        Assert.Equal([3f], Values(file, "x"));
        Refused(fileOf(offset: 2), "beyond the 2 of its storage");
    }

    [Theory]
    [InlineData("big", "big-endian")]
    [InlineData("", "big-endian")]
    public void Another_byte_order_is_refused(string order, string fault) => Refused(
        ZipOf([("a/data.pkl", Pickle(EmptyDictionary)), ("a/byteorder", Encoding.UTF8.GetBytes(order))]), fault);

    [Fact]
    public void A_file_that_is_none_of_torch_save_is_refused_with_what_it_is()
    {
        Refused("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"u8.ToArray(), "git lfs pull");
        Refused("<!DOCTYPE html>"u8.ToArray(), "web page");
        Refused([1, 2, 3], "begins otherwise");
        Refused([], "is empty");
        Refused(Pickle(List(Integer(1))), "not one of torch.save");
        Refused(ZipOf([("a/other", [])]), "0 records named data.pkl");
        Refused(ZipOf([("a/data.pkl", []), ("b/data.pkl", [])]), "2 records named data.pkl");
        Refused(ZipOf([("a/data.pkl", new byte[100])], CompressionLevel.Optimal), "compressed");
        Refused(Zip(Pickle(Dictionary(("x", Integer(1))))), "holds no tensors");
    }

    [Fact]
    public void Storages_must_be_as_long_as_their_pickle_says()
    {
        var pickle = Pickle(Dictionary(("x", Tensor(Storage("FloatStorage", "0", 2), 0, [2], [1]))));

        Refused(Zip(pickle, Bytes(1, 2, 3)), "12 bytes in archive/data/0; its pickle says 8");
        Refused(Zip(pickle), "lacks the record archive/data/0");
        Refused(Legacy(pickle, (3, Bytes(1, 2, 3))), "3 elements in the storage 0; its pickle says 2");
        Refused(Legacy(pickle, (2, Bytes(1))), "would end at");
        Refused(Legacy(pickle), "refers to 1 storages and lists 0");
        Refused(Legacy(pickle, (2, Bytes(1, 2)), (2, Bytes(1, 2))), "lists a storage twice");
    }

    [Fact]
    public void A_refused_file_is_closed()
    {
        Refused([1, 2, 3], "begins otherwise");

        using var exclusive = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Equal(3, exclusive.Length);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_file_cut_at_any_length_is_refused(bool isZip)
    {
        var whole = isZip ? Zip(("a", [2], [1, 2]), ("b", [1], [3])) : Legacy(("a", [2], [1, 2]), ("b", [1], [3]));
        for (var length = 0; length < whole.Length; length++)
        {
            Refused(whole[..length], "");
        }

        Open(whole).Dispose();
    }

    private string Path => _folder.File("weights.bin");

    private static byte[] ShortText(string text) => [0x8c, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    private static float[] Values(StateDictionary file, string name) => SafetensorsFileTests.Values(file.Tensors[name]);

    private StateDictionary Open(byte[] content)
    {
        File.WriteAllBytes(Path, content);
        return StateDictionary.Open(Path);
    }

    private void Refused(byte[] content, string fault)
    {
        var error = Assert.Throws<CheckpointException>(() => Open(content));

        Assert.Equal(Path, error.FilePath);
        Assert.StartsWith(Path + " ", error.Message, StringComparison.Ordinal);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }
}
