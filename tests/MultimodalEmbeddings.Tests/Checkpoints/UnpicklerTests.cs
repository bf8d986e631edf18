using System.Diagnostics;
using System.Numerics;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using static MultimodalEmbeddings.Tests.Checkpoints.TinyPickle;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public class UnpicklerTests
{
    private const string Place = "archive/data.pkl";
    private const int FileLength = 1000;

    /// <summary>Values, and the opcodes that Python's pickle writes for them.</summary>
    public static TheoryData<object?, byte[]> Scalars { get; } = new()
    {
        { null, "N"u8.ToArray() },
        { true, [0x88] },
        { false, [0x89] },
        { 255L, [(byte)'K', 255] },
        { 65535L, [(byte)'M', 255, 255] },
        { -2L, [(byte)'J', 0xfe, 0xff, 0xff, 0xff] },
        { 0L, [0x8a, 0] },
        { -1L, [0x8a, 1, 0xff] },
        { 1L << 40, [0x8a, 6, 0, 0, 0, 0, 0, 1] },
        { long.MinValue, [0x8a, 8, 0, 0, 0, 0, 0, 0, 0, 0x80] },
        { BigInteger.Pow(2, 63), [0x8a, 9, 0, 0, 0, 0, 0, 0, 0, 0x80, 0] },
        { 258L, [0x8b, 2, 0, 0, 0, 2, 1] },
        { 1.5, [(byte)'G', 0x3f, 0xf8, 0, 0, 0, 0, 0, 0] },
        { "h\u00e9", [(byte)'X', 3, 0, 0, 0, (byte)'h', 0xc3, 0xa9] },
        { "h\u00e9", [0x8c, 3, (byte)'h', 0xc3, 0xa9] },
        { "x", [0x8d, 1, 0, 0, 0, 0, 0, 0, 0, (byte)'x'] },
        { "x", [(byte)'U', 1, (byte)'x'] },
        { "x", [(byte)'T', 1, 0, 0, 0, (byte)'x'] },
        { 7L, [(byte)'B', 1, 0, 0, 0, 9, (byte)'0', (byte)'K', 7] },
        { 7L, [(byte)'C', 1, 9, (byte)'0', (byte)'K', 7] },
        { 7L, [0x8e, 1, 0, 0, 0, 0, 0, 0, 0, 9, (byte)'0', (byte)'K', 7] },
        { 7L, [(byte)'(', (byte)'K', 1, (byte)'K', 2, (byte)'1', (byte)'K', 7] },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void A_scalar_is_read_as_Python_wrote_it(object? expected, byte[] opcodes) =>
        Assert.Equal(expected, Read(Pickle(opcodes)));

    [Fact]
    public void Containers_hold_their_items_in_order()
    {
        byte[] list = [(byte)']', .. Integer(1), (byte)'a', (byte)'(', .. Integer(2), .. Integer(3), (byte)'e'];
        Assert.Equal([1L, 2L, 3L], Assert.IsType<List<object?>>(Read(Pickle(list))));
        Assert.Equal([1L, 2L], Assert.IsType<object?[]>(Read(Pickle([.. "K\x1K\x2"u8, 0x86]))));
        Assert.Equal([1L, 2L, 3L], Assert.IsType<object?[]>(Read(Pickle([.. "K\x1K\x2K\x3"u8, 0x87]))));
        Assert.Equal(1L, Dictionary(Read(Pickle(TinyPickle.Dictionary(("a", Integer(2)), ("a", Integer(1))))))["a"]);
        Assert.Empty(Dictionary(Read(Pickle([(byte)'}', .. Integer(3), .. Integer(4), (byte)'s']))));
    }

    [Fact]
    public void The_memo_gives_back_what_it_was_given()
    {
        byte[] numbered =
        [
            .. Text("x"), (byte)'q', 5, .. Text("y"), (byte)'r', 0, 1, 0, 0,
            (byte)'h', 5, (byte)'j', 0, 1, 0, 0, (byte)'h', 5,
        ];
        byte[] inOrder = [.. Text("x"), 0x94, .. Text("y"), 0x94, (byte)'h', 0];

        Assert.Equal(["x", "y", "x", "y", "x"], Assert.IsType<object?[]>(Read(Pickle(Tuple(numbered)))));
        Assert.Equal(["x", "y", "x"], Assert.IsType<object?[]>(Read(Pickle(Tuple(inOrder)))));
    }

    [Fact]
    public void Pickles_that_follow_each_other_are_read_one_by_one()
    {
        var input = new PickleInput("weights.bin", "", [.. Pickle(Integer(1)), .. Pickle(Text("two"))]);

        Assert.Equal(1L, Unpickler.Read(input, new PickledStorages(0)));
        Assert.Equal("two", Unpickler.Read(input, new PickledStorages(0)));
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("nt", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("builtins", "getattr")]
    [InlineData("__builtin__", "exec")]
    [InlineData("subprocess", "Popen")]
    [InlineData("torch", "load")]
    [InlineData("torch", "EvilStorage")]
    [InlineData("torch.storage", "_load_from_bytes")]
    [InlineData("torch", "UntypedStorage.from_file")]
    [InlineData("collections", "OrderedDict.__class__")]
    public void A_global_that_tensors_do_not_need_is_refused_by_name_wherever_it_stands(string module, string name)
    {
        byte[] byStack = [.. Text(module), .. Text(name), 0x93];
        foreach (var mention in new[] { Global(module, name), byStack, [.. Global(module, name), (byte)'0', .. EmptyDictionary] })
        {
            Assert.Contains($" names {module}.{name} (opcode ", Refusal(Pickle(mention)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_refusal_names_file_fault_opcode_place_and_remedy() => Assert.Equal(
        "weights.bin is refused: its pickle names os.system (opcode Global at byte 3 of archive/data.pkl). Only tensors and the"
        + " containers around them are read, and no code is ever run; in Python, save the weights alone:"
        + " torch.save(model.state_dict(), …).",
        Refusal(Pickle([(byte)'}', .. Global("os", "system")])));

    [Fact]
    public void Names_out_of_a_hostile_pickle_are_shown_short_and_without_control_characters() =>
        Assert.Contains(
            "names o?s." + new string('x', 80) + "… (",
            Refusal(Pickle(Global("o\u001bs", new string('x', 9999)))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[0], "ends after 2 bytes without the opcode Stop", false)]
    [InlineData(new byte[] { 0xff }, "no pickle of tensors needs (opcode 0xff at byte 2")]
    [InlineData(new byte[] { 0x82, 1 }, "no pickle of tensors needs (opcode Extension1")]
    [InlineData(new byte[] { (byte)')', 0x81 }, "no pickle of tensors needs (opcode NewObject")]
    [InlineData(new byte[] { 0x97 }, "no pickle of tensors needs (opcode NextBuffer")]
    [InlineData(new byte[] { 0x80, 6 }, "is of protocol 6; 5 is the highest")]
    [InlineData(new byte[] { (byte)'0' }, "takes a value from an empty stack (opcode Pop")]
    [InlineData(new byte[] { (byte)'K', 1, (byte)'(', (byte)'0' }, "takes a value from an empty stack (opcode Pop")]
    [InlineData(new byte[] { (byte)'}', (byte)'u' }, "needs a mark where none is (opcode SetItems")]
    [InlineData(new byte[] { (byte)'h', 7 }, "recalls value 7, which it never kept")]
    [InlineData(new byte[] { (byte)'q', 7 }, "takes a value from an empty stack (opcode BinPut")]
    [InlineData(new byte[] { (byte)'X', 0xff, 0xff, 0xff, 0xff }, "asks for 4294967295 bytes where 1 are left")]
    [InlineData(new byte[] { 0x8d, 0, 0, 0, 0, 0, 0, 0, 0x80 }, "asks for -9223372036854775808 bytes where 1 are left")]
    [InlineData(new byte[] { (byte)'T', 0xff, 0xff, 0xff, 0xff }, "asks for -1 bytes where 1 are left")]
    [InlineData(new byte[] { 0x8b, 0xff, 0xff, 0xff, 0xff }, "asks for -1 bytes where 1 are left")]
    [InlineData(new byte[] { 0x8c, 1, 0xff }, "holds text that is not UTF-8")]
    [InlineData(new byte[] { (byte)'c', (byte)'o', (byte)'s' }, "holds a name without an end")]
    [InlineData(new byte[] { (byte)'}', (byte)']', (byte)'N', (byte)'s' }, "sets items that no dict takes")]
    [InlineData(new byte[] { (byte)'}', (byte)'(', (byte)'N', (byte)'u' }, "sets items that no dict takes")]
    [InlineData(new byte[] { (byte)']', (byte)'N', (byte)'N', (byte)'s' }, "sets items that no dict takes")]
    [InlineData(new byte[] { (byte)'}', (byte)'N', (byte)'a' }, "appends to something that is not a list")]
    [InlineData(new byte[] { (byte)'N', (byte)')', (byte)'R' }, "calls what is no function")]
    [InlineData(new byte[] { (byte)'N', (byte)'N', (byte)'R' }, "calls with arguments that are not a tuple")]
    [InlineData(new byte[] { (byte)'N', (byte)'N', 0x93 }, "names a global by something that is not text")]
    [InlineData(new byte[] { (byte)']', (byte)'}', (byte)'b' }, "gives a state to something that is not an OrderedDict")]
    [InlineData(new byte[] { (byte)'N', (byte)'Q' }, "refers to something that is not a storage")]
    public void A_pickle_that_cannot_be_followed_is_refused(byte[] opcodes, string fault, bool hasStop = true) =>
        Assert.Contains(fault, Refusal(hasStop ? Pickle(opcodes) : Pickle(opcodes)[..^1]), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, new long[] { 2, 2 }, new long[] { 2, 1 }, "elements beyond the 3 of its storage")]
    [InlineData(4, new long[] { 0 }, new long[] { 1 }, "elements beyond the 3 of its storage")]
    [InlineData(3, new long[0], new long[0], "elements beyond the 3 of its storage")]
    [InlineData(0, new[] { 2, 1L << 62 }, new[] { 1L << 62, 1L << 62 }, "elements beyond the 3 of its storage")]
    [InlineData(0, new[] { 1L << 32, 1L << 32 }, new long[] { 0, 0 }, "more than 1048576 elements")]
    [InlineData(0, new[] { (1L << 20) + 1 }, new long[] { 0 }, "more than 1048576 elements")]
    [InlineData(-1, new long[] { 1 }, new long[] { 1 }, "a negative offset, dimension or stride")]
    [InlineData(0, new long[] { -1, 0 }, new long[] { 1, 1 }, "a negative offset, dimension or stride")]
    [InlineData(2, new long[] { 2 }, new long[] { -1 }, "a negative offset, dimension or stride")]
    [InlineData(0, new long[] { 1, 1 }, new long[] { 1 }, "2 dimensions and 1 strides")]
    public void A_view_that_is_not_one_of_its_storage_is_refused(long offset, long[] shape, long[] strides, string fault)
    {
        var tensor = Tensor(Storage("FloatStorage", "0", 3), offset, shape, strides);

        Assert.Contains(fault, Refusal(Pickle(tensor)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_has_at_most_64_dimensions()
    {
        long[] ones(int rank) => [.. Enumerable.Repeat(1L, rank)];
        byte[] tensor(int rank) => Pickle(Tensor(Storage("FloatStorage", "0", 1), 0, ones(rank), ones(rank)));

        Assert.IsType<PickledTensor>(Read(tensor(64)));
        Assert.Contains("65 dimensions", Refusal(tensor(65)), StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_are_made_of_the_arguments_that_PyTorch_gives()
    {
        var storage = Storage("FloatStorage", "0", 3);
        byte[] call(params byte[][] arguments) => Pickle(Call("torch._utils", "_rebuild_tensor_v2", arguments));

        Assert.IsType<PickledTensor>(Read(call(storage, Integer(0), Integers(3), Integers(1), False, None)));
        Assert.IsType<PickledTensor>(Read(call(storage, Integer(0), Integers(3), Integers(1), False, None, EmptyDictionary)));
        Assert.Contains("other arguments", Refusal(call(storage, Text("0"), Integers(3), Integers(1), False, None)));
        Assert.Contains("other arguments", Refusal(call(storage, Integer(0), Tuple(Text("3")), Integers(1), False, None)));
        Assert.Contains("other arguments", Refusal(call(storage, Integer(0), List(Integer(3)), Integers(1), False, None)));
        Assert.Contains("other arguments", Refusal(call(Integer(1))));
        Assert.Contains("other arguments", Refusal(Pickle(Call("collections", "OrderedDict", Integer(1)))));
        Assert.Contains(
            "conjugate",
            Refusal(call(storage, Integer(0), Integers(3), Integers(1), False, None, TinyPickle.Dictionary(("conj", True)))));
    }

    [Theory]
    [InlineData("FloatStorage", "0", 251, "251 elements; the file has 1000 bytes")]
    [InlineData("FloatStorage", "0", -1, "-1 elements; the file has 1000 bytes")]
    [InlineData("FloatStorage", "0", long.MaxValue, "9223372036854775807 elements; the file has 1000 bytes")]
    [InlineData("DoubleStorage", "first", 2, "two types or two lengths")]
    [InlineData("FloatStorage", "first", 1, "two types or two lengths")]
    public void A_storage_that_cannot_be_is_refused(string type, string key, long count, string fault)
    {
        var pickle = Pickle(Tuple(Storage("FloatStorage", "first", 2), Storage(type, key, count)));

        Assert.Contains(fault, Refusal(pickle), StringComparison.Ordinal);
    }

    /// <summary>Pickles that a reader which follows them naively pays for dearly: each a few hundred kilobytes at most.</summary>
    public static TheoryData<string, byte[]> Bombs { get; } = new()
    {
        { "200,000 lists, each in the next", [.. Repeat("]", 200_000), .. Repeat("a", 199_999)] },
        { "200,000 tuples, each in the next", [(byte)')', .. Enumerable.Repeat((byte)0x85, 200_000)] },
        { "200,000 dicts, each in the next", [.. Repeat("}N", 200_000), (byte)'}', .. Repeat("s", 200_000)] },
        { "500,000 marks", Repeat("(", 500_000) },
        { "600,000 values", Repeat("N", 600_000) },
        { "a list of itself", [.. "]q\0h\0a"u8] },
        { "2^60 strings in lists", [.. "]q\0"u8, .. Enumerable.Range(0, 60).SelectMany(Doubled)] },
        { "a key of a megabyte, to be set again and again", [(byte)'}', .. LongText, .. "q\0Ns"u8, .. Repeat("h\0Ns", 100_000)] },
        { "a storage's key of a megabyte", Storage("FloatStorage", new string('k', 1 << 20), 1) },
        { "100,000 tensors", [.. Tensor(Storage("FloatStorage", "0", 1), 0, [], []), .. "q\0}("u8, .. Entries(100_000), (byte)'u'] },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_costs_memory_and_time_in_proportion_to_its_length(string name, byte[] opcodes)
    {
        var (allocated, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());

        var error = Record.Exception(() => PickledTree.Flatten("weights.bin", Read(Pickle(opcodes))));

        Assert.True(error is CheckpointException, $"{name}: {error}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 64 << 20);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private static byte[] LongText => Text(new string('k', 1 << 20));

    // A list of twice the list that the memo keeps at an index, kept at the next one.
    private static byte[] Doubled(int index) =>
        [.. "](h"u8, (byte)index, (byte)'h', (byte)index, .. "eq"u8, (byte)(index + 1)];

    // Names, and each time the value that the memo keeps at 0.
    private static IEnumerable<byte> Entries(int count) =>
        Enumerable.Range(0, count).SelectMany(i => (byte[])[.. Text($"{i}"), (byte)'h', 0]);

    private static byte[] Repeat(string opcodes, int times) =>
        [.. Enumerable.Repeat(opcodes.Select(c => (byte)c), times).SelectMany(repeated => repeated)];

    private static IReadOnlyDictionary<string, object?> Dictionary(object? value) =>
        Assert.IsType<PickleDictionary>(value).Entries;

    private static object? Read(byte[] pickle) =>
        Unpickler.Read(new PickleInput("weights.bin", Place, pickle), new PickledStorages(FileLength));

    private static string Refusal(byte[] pickle) => Assert.Throws<CheckpointException>(() => Read(pickle)).Message;
}
